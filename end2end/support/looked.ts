// What can be seen of a page, in the browser: each looks at one thing and tells what is wrong,
// element by element. They run in the page, so each stands alone.

/** What is too small to be pressed: 44 by 44 CSS pixels, but for links in a sentence. */
export function smallTargets(): string[] {
  const inSentence = (element: Element) => {
    const block = element.closest("p, li, dd, td, span.hint");
    if (element.tagName !== "A" || !block) return false;
    const own = (element.textContent ?? "").trim();
    return (block.textContent ?? "").trim() !== own;
  };
  const targets = document.querySelectorAll<HTMLElement>(
    'a[href], button, summary, select, textarea, input:not([type="hidden"])',
  );
  return [...targets]
    .filter((target) => target.checkVisibility({ visibilityProperty: true }))
    .filter((target) => !target.closest(".skip") && !inSentence(target))
    .map((target) => {
      // What is pressed for a radio or a box is everything that stands for it.
      const choice = target.matches('[type="radio"], [type="checkbox"]');
      const label = choice && target instanceof HTMLInputElement ? target.labels?.[0] : undefined;
      const around = choice ? (target.closest(".method, .choice, .account") ?? label) : undefined;
      return { target, box: (around ?? target).getBoundingClientRect() };
    })
    .filter(({ box }) => box.width < 43.9 || box.height < 43.9)
    .map(({ target, box }) => `${target.outerHTML.slice(0, 90)}: ${box.width} by ${box.height}`);
}

/** What stands out at the side, and words that are cut off. */
export function cutOff(): string[] {
  const root = document.documentElement;
  const wide =
    root.scrollWidth > root.clientWidth
      ? [`the page is ${root.scrollWidth} wide in ${root.clientWidth}`]
      : [];
  const cut = [...document.querySelectorAll<HTMLElement>("body *")]
    .filter((element) => {
      if (element.closest(".visually-hidden, .skip, iframe, svg")) return false;
      if (!element.checkVisibility()) return false;
      const { overflowX, overflowY } = getComputedStyle(element);
      return (
        (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
        (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1)
      );
    })
    .filter((element) => !element.matches('input, [data-scrolls], .scroll'))
    .map((element) => `cut off: ${element.outerHTML.slice(0, 90)}`);
  return [...wide, ...cut];
}

/** What stands before something that is read before it. */
export function outOfOrder(): string[] {
  const found: string[] = [];
  const isInFlow = (element: Element) => {
    const { position, display, float } = getComputedStyle(element);
    // What sticks to an edge is read where it stands in the text, what closes the page last.
    const isPlaced = ["absolute", "fixed", "sticky"].includes(position);
    return !isPlaced && display !== "none" && float === "none" && element.tagName !== "FOOTER";
  };
  for (const parent of document.querySelectorAll("body, body *")) {
    if (parent.closest("svg")) continue;
    const { order, flexDirection } = getComputedStyle(parent);
    if (order !== "0") found.push(`has an order of its own: ${parent.outerHTML.slice(0, 90)}`);
    if (flexDirection.endsWith("reverse")) found.push(`reversed: ${parent.outerHTML.slice(0, 90)}`);
    const boxes = [...parent.children]
      .filter((child) => child.checkVisibility() && isInFlow(child))
      .filter((child) => getComputedStyle(child).display !== "inline")
      .map((child) => ({ child, box: child.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    boxes.forEach(({ child, box }, index) => {
      const before = boxes[index - 1]?.box;
      if (!before) return;
      const isAbove = box.bottom <= before.top + 1;
      const isSameRow = box.top < before.bottom - 1 && before.top < box.bottom - 1;
      const isLeft = isSameRow && box.right <= before.left + 1;
      // A second column begins at the top again.
      const isNextColumn = box.left >= before.right - 1;
      if ((isAbove && !isNextColumn) || isLeft) {
        found.push(`stands before what is read first: ${child.outerHTML.slice(0, 90)}`);
      }
    });
  }
  return found;
}

/** Edges of controls that cannot be told from what is around them, at 3:1. */
export function faintControls(): string[] {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!canvas) return ["no canvas"];
  const read = (colour: string): [number, number, number, number] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha];
  };
  const light = ([red, green, blue]: number[]) => {
    const linear = [red, green, blue].map((value = 0) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  };
  const contrast = (one: number[], other: number[]) => {
    const [lower = 0, higher = 0] = [light(one), light(other)].sort((a, b) => a - b);
    return (higher + 0.05) / (lower + 0.05);
  };
  const ground = (element: Element | null): number[] => {
    for (let at = element; at; at = at.parentElement) {
      const colour = read(getComputedStyle(at).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return read(getComputedStyle(document.documentElement).getPropertyValue("--surface") || "white");
  };
  const controls = document.querySelectorAll<HTMLElement>(
    'input:not([type="hidden"], [type="radio"], [type="checkbox"]), select, textarea, .button, .method',
  );
  return [...controls]
    .filter((control) => control.checkVisibility())
    .map((control) => {
      const style = getComputedStyle(control);
      const around = ground(control.parentElement);
      const edge = style.borderTopStyle === "none" ? null : read(style.borderTopColor);
      const own = read(style.backgroundColor);
      const best = Math.max(
        edge && edge[3] > 250 ? contrast(edge, around) : 1,
        own[3] > 250 ? contrast(own, around) : 1,
      );
      return { control, best };
    })
    .filter(({ best }) => best < 3)
    .map(({ control, best }) => `${best.toFixed(2)}:1: ${control.outerHTML.slice(0, 90)}`);
}

/** What has the focus and cannot be seen to, or is not all in sight. */
export function focusFaults(): string[] {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return [];
  if (element.tagName === "IFRAME") return [];
  const text = element.outerHTML.slice(0, 90);
  const found: string[] = [];
  // A choice may show its focus on the card around it.
  const shows = [element, element.closest(".method, .account, .choice, .story, label")].some((it) => {
    if (!it) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  });
  if (!shows) found.push(`shows no focus: ${text}`);
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  // The corners may be round.
  const points = [
    [box.left + 2, y],
    [box.right - 2, y],
    [x, box.top + 2],
    [x, box.bottom - 2],
    [x, y],
  ];
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const isHidden = points.some(([x = 0, y = 0]) => {
    const seen = document.elementFromPoint(x, y);
    if (!seen) return true;
    // A label that lies over its whole card can be seen through.
    if (labels.some((label) => label === seen || label.contains(seen))) return false;
    return !(seen === element || element.contains(seen) || seen.contains(element));
  });
  // What is higher than the window cannot be all in sight.
  if (isHidden && box.height < innerHeight) found.push(`is covered while it has the focus: ${text}`);
  return found;
}

/** What still moves, or would on the next change. */
export function moving(): string[] {
  const running = document
    .getAnimations()
    .filter((one) => one.playState === "running")
    .map((one) => `runs: ${String((one as CSSAnimation).animationName)}`);
  const waiting = [...document.querySelectorAll("body *")].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return animationName !== "none" || transitionDuration.split(",").some((it) => Number.parseFloat(it) > 0);
  });
  return [...running, ...waiting.map((element) => `would move: ${element.outerHTML.slice(0, 90)}`)];
}
