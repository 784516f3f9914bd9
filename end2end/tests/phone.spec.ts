// From a wide screen to the customer's phone.
import jsQR from "jsqr";
import { CheckoutPage } from "../support/checkout";
import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/guichet";

const WAY = { "en-CA": "Continue on your phone", "fr-CA": "Continuer sur votre téléphone" } as const;

for (const locale of ["en-CA", "fr-CA"] as const) {
  test(`${locale} › the code leads a phone to the same page, and both follow along`, async ({
    guichet,
    page,
    browser,
    viewport,
  }) => {
    const checkout = await guichet.api.createCheckout();
    const shown = new CheckoutPage(page);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await shown.open(checkout, locale);
    await shown.hydrated();
    const way = page.locator("details.phone > summary");
    if ((viewport?.width ?? 0) < 960) {
      await expect(way).toBeHidden();
      return;
    }
    expect(asked.filter((path) => path.endsWith("/qr.svg"))).toEqual([]);
    await expect(way).toHaveText(WAY[locale]);
    await way.focus();
    await page.keyboard.press("Enter");
    const code = page.locator("details.phone img");
    await expect.poll(() => code.evaluate((it: HTMLImageElement) => it.complete && it.naturalWidth)).toBeTruthy();
    await expectAccessible(page, "with the code");

    const { width, pixels } = await code.evaluate((it: HTMLImageElement) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 400, height: 400 });
      const context = canvas.getContext("2d");
      context?.drawImage(it, 0, 0, 400, 400);
      return { width: 400, pixels: [...(context?.getImageData(0, 0, 400, 400).data ?? [])] };
    });
    const read = jsQR(new Uint8ClampedArray(pixels), width, width)?.data;
    expect(read).toBe(`${checkout.url}?lang=${locale}`);

    const phone = await browser.newContext({ viewport: { width: 375, height: 720 } });
    const there = new CheckoutPage(await phone.newPage());
    await there.page.goto(read ?? "");
    await there.start("guaranteed_eft");
    await expect(shown.main).toHaveAttribute("data-status", "processing");
    await phone.close();
  });
}
