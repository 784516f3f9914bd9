// A sheet: one page in one language, in every brand, by day and by night, at every width, beside
// each other in frames, at two fifths of its size.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { BRANDS, SCHEMES, WIDTHS, address, type Samples } from "./samples";
import type { Locale } from "./words";

/** What stands in for the fonts of a system, which differ from machine to machine. */
const FONT = readFileSync(resolve(__dirname, "../../style/fonts/inter.woff2")).toString("base64");

/** As small as words can still be read. */
const SCALE = 0.4;

/** How good a picture is: 0 to 100. */
const QUALITY = 10;

/** A page that holds nothing, for sheets to be laid out on. */
export async function openTable(page: Page, samples: Samples): Promise<void> {
  await page.setViewportSize({ width: 2400, height: 1200 });
  await page.goto(`${samples.url}/default/missing`);
}

/** The picture of a sheet, as WebP. */
export async function draw(
  page: Page,
  samples: Samples,
  sample: string,
  locale: Locale,
): Promise<Buffer> {
  const frames = BRANDS.flatMap((brand) =>
    SCHEMES.flatMap((scheme) =>
      WIDTHS.map((width) => ({ src: address(samples, brand, sample, locale), scheme, width })),
    ),
  );
  const size = await page.evaluate(layOut, { frames, columns: WIDTHS.length, font: FONT });
  await page.setViewportSize(size);
  const session = await page.context().newCDPSession(page);
  try {
    const { data } = await session.send("Page.captureScreenshot", {
      format: "webp",
      quality: QUALITY,
      clip: { x: 0, y: 0, ...size, scale: SCALE },
    });
    return Buffer.from(data, "base64");
  } finally {
    await session.detach();
  }
}

interface Laid {
  frames: { src: string; scheme: string; width: number }[];
  columns: number;
  font: string;
}

/** In the browser: puts the frames on the table, each as high as what is in it. */
async function layOut({ frames, columns, font }: Laid) {
  const GAP = 16;
  const bytes = Uint8Array.from(atob(font), (letter) => letter.charCodeAt(0));
  const { body } = document;
  body.replaceChildren();
  body.style.cssText = `margin:0;min-height:0;height:max-content;background:#808080;padding:${GAP}px;width:max-content;display:grid;gap:${GAP}px;
    align-items:start;align-content:start;justify-content:start;grid-template-columns:repeat(${columns},max-content)`;
  const ready = async (frame: HTMLIFrameElement, scheme: string) => {
    await new Promise((loaded) => (frame.onload = loaded));
    const inside = frame.contentDocument;
    const window = frame.contentWindow as (Window & typeof globalThis) | null;
    if (!inside || !window) throw new Error("the frame is another origin's");
    const root = inside.documentElement;
    root.dataset.theme = scheme;
    const face = await new window.FontFace("Inter", bytes, { weight: "100 900" }).load();
    inside.fonts.add(face);
    for (const name of ["--font", "--font-heading"]) {
      const isSystem = window.getComputedStyle(root).getPropertyValue(name).startsWith("system-ui");
      if (isSystem) root.style.setProperty(name, "Inter");
    }
    // Letters know no such names, and no other night than the one around them.
    if (!window.getComputedStyle(root).getPropertyValue("--font")) inside.body.style.fontFamily = "Inter";
    const rules = [...inside.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    for (const rule of rules) {
      const media = rule instanceof window.CSSMediaRule ? rule.media : null;
      if (media?.mediaText === `(prefers-color-scheme: ${scheme})`) media.mediaText = "all";
    }
    await inside.fonts.ready;
    const seen = [...inside.images].filter((image) => image.checkVisibility());
    await Promise.all(
      seen.map((image) => {
        image.loading = "eager";
        return image.decode().catch(() => undefined);
      }),
    );
    // The bank's frame is as high as the window asks for, which is now to be as high as the page.
    for (const bank of inside.querySelectorAll("iframe")) {
      bank.style.blockSize = window.getComputedStyle(bank).blockSize;
    }
    const height = root.scrollHeight;
    // So is the page, but for the room below it that it leaves to a notice.
    const room = parseFloat(window.getComputedStyle(inside.body).paddingBlockEnd);
    const whole = inside.querySelector<HTMLElement>(".page");
    if (whole) whole.style.minBlockSize = `${height - room}px`;
    frame.style.height = `${height}px`;
  };
  await Promise.all(
    frames.map(({ src, scheme, width }) => {
      const frame = document.createElement("iframe");
      frame.style.cssText = `border:0;width:${width}px;height:640px`;
      frame.src = src;
      body.append(frame);
      return ready(frame, scheme);
    }),
  );
  // What took the focus by itself would have it in one frame alone, and be scrolled to.
  for (const frame of body.querySelectorAll("iframe")) {
    const focused = frame.contentDocument?.activeElement;
    if (focused instanceof (frame.contentWindow as Window & typeof globalThis).HTMLElement) focused.blur();
  }
  scrollTo(0, 0);
  // The window may be higher than that: it is as high as the sheet before.
  const { width, height } = body.getBoundingClientRect();
  return { width: Math.ceil(width), height: Math.ceil(height) };
}
