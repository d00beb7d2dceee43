import ts from 'typescript';

/** What a script names: texts, as they read when it runs, and members that it reaches for. */
export interface Named {
  texts: Set<string>;
  members: Set<string>;
}

/** Reads a script or a TypeScript file, minified or not. */
export function namedIn(fileName: string, text: string): Named {
  const named: Named = { texts: new Set(), members: new Set() };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      named.texts.add(node.text);
    else if (ts.isPropertyAccessExpression(node)) named.members.add(node.name.text);
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent))
      named.members.add((node.propertyName ?? node.name).getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true));
  return named;
}
