"""Listen with Chromium: argv is the show's address and the browser's program. Prints what was seen, as JSON."""

import json
import sys

from playwright.sync_api import sync_playwright  # type: ignore[import-not-found, unused-ignore]

url, program = sys.argv[1:3]
seen: dict[str, object] = {}
complaints: list[str] = []
ranges: list[str] = []
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=program, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
    page = browser.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url}: {request.failure}")
            if "ERR_ABORTED" not in str(request.failure) else None)
    page.on("response", lambda response: ranges.append(response.url) if response.status == 206 else None)
    page.goto(url)

    def audio(expression: str) -> object:
        return page.evaluate(f"document.querySelector('audio').{expression}")

    def until(expression: str) -> None:
        """Playwright's own way of waiting needs `eval`, which the page's policy forbids."""
        for _ in range(100):
            if audio(expression):
                return
            page.wait_for_timeout(100)
        raise TimeoutError(expression)

    seen["source"] = audio("src")
    page.locator("a[data-seek]").last.click()
    until("currentTime > 0 && !document.querySelector('audio').paused")
    page.wait_for_timeout(600)
    seen["after_chapter"] = audio("currentTime")
    seen["chapter"] = page.locator("a[aria-current]").inner_text()
    page.locator(".words summary").click()
    page.locator(".words span[data-start]").nth(2).click()
    page.wait_for_timeout(600)
    seen["after_sentence"] = audio("currentTime")
    seen["sentence"] = page.locator(".words .now").inner_text()
    page.locator("h1").first.click()
    page.keyboard.press(" ")
    until("paused")
    seen["paused_by_space"] = audio("paused")
    page.keyboard.press("ArrowUp")
    seen["speed"] = audio("playbackRate")
    before = audio("currentTime")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    seen["jump"] = float(str(audio("currentTime"))) - float(str(before))
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(url)
    plain.locator("article h2 a").first.click()
    seen["without_script"] = plain.locator(".words span[data-start]").count() > 3
    browser.close()
print(json.dumps(seen | {"complaints": complaints, "ranges": bool(ranges)}))
