/**
 * What sticks out of the phone at its sides, on the page on top. What lies within something that scrolls or cuts off by
 * itself may, and what is painted out of sight, left of the phone, where nobody can scroll to. Runs in the page, with nothing of this file.
 */
export function wideElements(): string[] {
  const page = [...document.querySelectorAll('.phone-page:not([hidden])')].at(-1);
  const isHeld = (element: Element): boolean => {
    for (let at = element.parentElement; at && !at.matches('.lt-page, wx-page, .phone-page'); at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };
  return [...(page?.querySelectorAll('wx-page *') ?? [])]
    .filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 && (left < -1 || right > innerWidth + 1) && right > 0 && !isHeld(element);
    })
    .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
}
