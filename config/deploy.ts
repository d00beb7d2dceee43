import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CollectionPlan, DeployPlan, FunctionPlan } from './deploy-plan';
import { describePlan, planDeployment } from './deploy-plan';

/**
 * Prepares a cloud environment: `npm run deploy -- --plan` shows what it would hold, `-- --yes` makes it so. Every step
 * looks first at what is there, so that it can be repeated; nothing is ever removed from the database.
 *
 * The vendor's command line tool can make neither collections nor indexes, so this uses the vendor's library for managing
 * environments, on which that tool is built. It is fetched when it is needed, into .cache, and is no dependency.
 */
const MANAGER = '@cloudbase/manager-node';
const MANAGER_VERSION = '5.6.5';
const CACHE = path.resolve(__dirname, '../.cache/deploy');

/** The part of the vendor's library that is used here. */
interface Manager {
  database: {
    createCollectionIfNotExists(name: string): Promise<{ IsCreated: boolean }>;
    describeCollection(name: string): Promise<{ Indexes?: { Name: string }[] }>;
    updateCollection(name: string, change: { CreateIndexes: unknown[] }): Promise<unknown>;
  };
  functions: {
    createFunction(options: { func: unknown; functionPath: string; force: boolean }): Promise<unknown>;
    createFunctionTriggers(name: string, triggers: FunctionPlan['triggers']): Promise<unknown>;
    getFunctionDetail(name: string): Promise<{ Triggers?: { TriggerName: string }[] }>;
    invokeFunction(name: string, params: unknown): Promise<{ InvokeResult?: number; ErrMsg?: string; RetMsg?: string }>;
  };
  permission: {
    modifyResourcePermission(options: {
      resourceType: 'collection' | 'function';
      resource?: string;
      permission: 'CUSTOM';
      securityRule: string;
    }): Promise<unknown>;
  };
}
type ManagerClass = new (options: { secretId?: string; secretKey?: string; envId: string }) => Manager;

function loadManager(): ManagerClass {
  const require = createRequire(path.join(CACHE, 'package.json'));
  if (!existsSync(path.join(CACHE, 'node_modules', MANAGER))) {
    mkdirSync(CACHE, { recursive: true });
    const args = ['install', '--prefix', CACHE, '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', [...args, `${MANAGER}@${MANAGER_VERSION}`], { stdio: 'inherit' });
  }
  return require(MANAGER) as ManagerClass;
}

async function deployCollection(manager: Manager, { name, indexes, rule }: CollectionPlan): Promise<string> {
  const { IsCreated } = await manager.database.createCollectionIfNotExists(name);
  const { Indexes = [] } = await manager.database.describeCollection(name);
  const wanted = indexes.filter((index) => !Indexes.some(({ Name }) => Name === index.name));
  if (wanted.length > 0) {
    await manager.database.updateCollection(name, {
      CreateIndexes: wanted.map((index) => ({
        IndexName: index.name,
        MgoKeySchema: {
          MgoIndexKeys: index.keys.map(([field, direction]) => ({ Name: field, Direction: String(direction) })),
          MgoIsUnique: index.unique === true,
        },
      })),
    });
  }
  await manager.permission.modifyResourcePermission({
    resourceType: 'collection',
    resource: name,
    permission: 'CUSTOM',
    securityRule: JSON.stringify(rule),
  });
  return `${name}: ${IsCreated ? 'made' : 'was there'}, ${wanted.length} new indexes`;
}

async function deployFunction(manager: Manager, plan: FunctionPlan, env: Record<string, string>): Promise<string> {
  const { name, triggers } = plan;
  await manager.functions.createFunction({
    func: {
      name,
      handler: 'index.main',
      runtime: plan.runtime,
      timeout: plan.timeoutSeconds,
      memorySize: plan.memoryMb,
      envVariables: env,
      // The bundle brings everything with it.
      installDependency: false,
    },
    functionPath: plan.folder,
    force: true,
  });
  const { Triggers = [] } = await manager.functions.getFunctionDetail(name);
  const wanted = triggers.filter((trigger) => !Triggers.some(({ TriggerName }) => TriggerName === trigger.name));
  if (wanted.length > 0) await manager.functions.createFunctionTriggers(name, wanted);
  return `${name}: deployed`;
}

async function deploy(plan: DeployPlan, env: NodeJS.ProcessEnv): Promise<void> {
  const Manager = loadManager();
  const manager = new Manager({
    secretId: env.TENCENT_SECRET_ID,
    secretKey: env.TENCENT_SECRET_KEY,
    envId: plan.envId,
  });
  // Known to this run and the function only: the next deployment makes another one.
  const secret = randomBytes(24).toString('hex');
  for (const collection of plan.collections) console.log(await deployCollection(manager, collection));
  for (const each of plan.functions) {
    const own: Record<string, string> = each.name === 'job' ? { LINTUAN_SETUP_SECRET: secret } : {};
    console.log(await deployFunction(manager, each, { ...each.env, ...own }));
  }
  await manager.permission.modifyResourcePermission({
    resourceType: 'function',
    permission: 'CUSTOM',
    securityRule: JSON.stringify(plan.functionRules),
  });
  const answer = await manager.functions.invokeFunction('job', { secret, found: plan.merchant });
  if (answer.InvokeResult !== 0)
    throw new Error(`the merchant was not founded: ${answer.ErrMsg ?? answer.RetMsg ?? ''}`);
  console.log(`merchant ${plan.merchant.merchantId}: founded, or was there`);
}

async function run(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== '--plan' && arg !== '--yes');
  if (unknown !== undefined) {
    console.error(`Unknown option ${unknown}. Use --plan to look, --yes to deploy.`);
    return 2;
  }
  const plan = planDeployment(process.env);
  console.log(describePlan(plan));
  if (args.includes('--plan')) return 0;
  if (plan.missing.length > 0) {
    console.error('Not deployed: set what is missing in the environment.');
    return 1;
  }
  if (!args.includes('--yes')) {
    console.error('Not deployed: add --yes to carry this out.');
    return 1;
  }
  await deploy(plan, process.env);
  return 0;
}

run(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(
      `Not deployed: ${error instanceof Error ? error.message : String(error)}. It is safe to run it again.`,
    );
    process.exitCode = 1;
  },
);
