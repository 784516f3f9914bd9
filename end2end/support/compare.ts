// Whether two pictures show the same, decoded by the browser itself.
import type { Page } from "@playwright/test";

/** How different a channel of a pixel may be that still looks the same, of 255. */
const SHADE = 48;

/** How many pixels of a picture may differ all the same: the edges of letters. */
const SHARE = 0.0005;

/** What is different about a picture. */
export interface Difference {
  /** In words. */
  what: string;
  /** The pixels that differ, in red, as PNG. */
  picture?: Buffer;
}

/** What tells `actual` from `expected`, if it is more than nobody would see. */
export async function difference(
  page: Page,
  expected: Buffer,
  actual: Buffer,
): Promise<Difference | null> {
  if (expected.equals(actual)) return null;
  const { sizes, differing, picture } = await page.evaluate(compare, {
    expected: expected.toString("base64"),
    actual: actual.toString("base64"),
    shade: SHADE,
  });
  const [[wide, high], [width, height]] = sizes;
  if (wide !== width || high !== height) {
    return { what: `it is ${width} by ${height} pixels and was ${wide} by ${high}` };
  }
  if (differing <= width * height * SHARE) return null;
  return { what: `${differing} pixels differ`, picture: Buffer.from(picture, "base64") };
}

interface Pair {
  expected: string;
  actual: string;
  shade: number;
}

/** In the browser. */
async function compare({ expected, actual, shade }: Pair) {
  const read = async (base64: string) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/webp" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(bitmap, 0, 0);
    return { canvas, context, image: context.getImageData(0, 0, bitmap.width, bitmap.height) };
  };
  const [before, after] = await Promise.all([read(expected), read(actual)]);
  const of = ({ width, height }: ImageData): [number, number] => [width, height];
  const sizes: [[number, number], [number, number]] = [of(before.image), of(after.image)];
  let differing = 0;
  const [one, other] = [before.image.data, after.image.data];
  if (one.length === other.length) {
    for (let at = 0; at < one.length; at += 4) {
      const differs = [0, 1, 2].some(
        (channel) => Math.abs((one[at + channel] ?? 0) - (other[at + channel] ?? 0)) > shade,
      );
      if (differs) differing += 1;
      // What is the same stays as a shadow.
      const [red, green, blue] = differs ? [255, 0, 0] : [0, 1, 2].map((channel) => 192 + (one[at + channel] ?? 0) / 4);
      other.set([red ?? 0, green ?? 0, blue ?? 0, 255], at);
    }
    after.context.putImageData(after.image, 0, 0);
  }
  const blob = await after.canvas.convertToBlob({ type: "image/png" });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { sizes, differing, picture: btoa(text) };
}
