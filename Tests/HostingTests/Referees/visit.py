#!/usr/bin/env python3
"""Visits a page as a person does, in Chromium, and tells as JSON what came of it.

usage: visit.py VISIT.json     needs chromium, and nginx where the visit is to a web server
The visit: folder (of the page), served (by nginx, else opened as a file), signed (only who asks with a signature is answered), query, width, height, mobile, dark, asksNotTo (be tracked),
steps: a list of {"run": script}, {"wait": expression} or {"shot": path}.
Told: values (of the steps that run), trouble (errors, refusals and complaints in the console), asked (every address), log (nginx's own).
"""
import base64, json, os, socket, subprocess, sys, tempfile, time

visit = json.load(open(sys.argv[1]))
PATIENCE = 120


class Browser:
    """Chromium, led over its pipe: each message is JSON and a zero byte."""

    def __init__(self, home):
        theirs_in, self.out = os.pipe()
        self.into, theirs_out = os.pipe()
        # Bash, as dash knows no descriptor above 9, and whoever started this may have left many open.
        program = "/usr/lib/chromium/chromium" if os.path.exists("/usr/lib/chromium/chromium") else "chromium"
        self.process = subprocess.Popen(
            ["/bin/bash", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "sh", program, "--headless", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-pipe", "--mute-audio", "--autoplay-policy=no-user-gesture-required", "--no-first-run",
             "--disable-background-networking", "--disable-dev-shm-usage", f"--user-data-dir={home}", "about:blank"],
            pass_fds=[theirs_in, theirs_out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.rest, self.number, self.heard, self.session = b"", 0, [], None

    def hear(self):
        while b"\0" not in self.rest:
            piece = os.read(self.into, 1 << 20)
            if not piece:
                sys.exit("Chromium ended.")
            self.rest += piece
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **values):
        self.number += 1
        message = {"id": self.number, "method": method, "params": values}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.hear()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.heard.append(answer)

    def value(self, script):
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            sys.exit(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")


def serve(root, folder):
    """nginx as it is installed, with nothing of this machine's own settings; its port and itself."""
    for _ in range(5):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        temporary = "".join(f"{kind}_temp_path {root}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        # As CloudFront does, but for the mathematics.
        right = "Policy=p-_~&Signature=s-_~&Key-Pair-Id=K1"
        signed = f'if ($args !~ "^{right}(&|$)") {{ return 403; }}' if visit["signed"] else ""
        with open(f"{root}/nginx.conf", "w") as conf:
            conf.write(f"""daemon off; master_process off; pid {root}/pid; error_log {root}/errors;
events {{}}
http {{ types {{ text/html html; video/mp4 mp4; image/gif gif; image/jpeg jpg; image/png png; text/vtt vtt;
  application/vnd.apple.mpegurl m3u8; }} {temporary} access_log {root}/log combined;
  server {{ listen 127.0.0.1:{port}; root {folder}; {signed} }} }}""")
        nginx = subprocess.Popen(["/usr/sbin/nginx", "-c", f"{root}/nginx.conf", "-e", f"{root}/errors"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if nginx.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return port, nginx
            except OSError:
                time.sleep(0.05)
        nginx.kill()
        nginx.wait()
    sys.exit("nginx did not start: " + open(f"{root}/errors").read())


def visited(root):
    nginx = None
    if visit["served"]:
        port, nginx = serve(root, visit["folder"])
        address = f"http://127.0.0.1:{port}/index.html"
    else:
        address = f"file://{visit['folder']}/index.html"
    browser = Browser(f"{root}/home")
    try:
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        browser.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            browser.ask(f"{domain}.enable")
        browser.ask("Emulation.setDeviceMetricsOverride", width=visit.get("width", 1280), height=visit.get("height", 800),
                    deviceScaleFactor=1, mobile=visit.get("mobile", False))
        browser.ask("Emulation.setEmulatedMedia",
                    features=[{"name": "prefers-color-scheme", "value": "dark" if visit.get("dark") else "light"}])
        if visit.get("asksNotTo"):
            browser.ask("Page.addScriptToEvaluateOnNewDocument",
                        source="Object.defineProperty(Navigator.prototype, 'doNotTrack', {get: () => '1'})")
        browser.ask("Page.navigate", url=address + visit.get("query", ""))
        values = []
        for step in [{"wait": "document.readyState === 'complete' && location.href !== 'about:blank'"}] + visit["steps"]:
            if "run" in step:
                values.append(browser.value(step["run"]))
            elif "wait" in step:
                end = time.monotonic() + PATIENCE
                while not browser.value(step["wait"]):
                    if time.monotonic() > end:
                        sys.exit(f"In vain: {step['wait']}")
                    time.sleep(0.05)
            else:
                picture = browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=step.get("whole", False))
                open(step["shot"], "wb").write(base64.b64decode(picture["data"]))
        # What is on its way still arrives.
        for _ in range(10):
            time.sleep(0.05)
            browser.value("0")
        return address, values, browser.heard
    finally:
        os.close(browser.out)
        try:
            browser.process.wait(30)
        except subprocess.TimeoutExpired:
            browser.process.kill()
            browser.process.wait()
        if nginx:
            nginx.terminate()
            nginx.wait()


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
    address, values, heard = visited(root)
    log = open(f"{root}/log").read().splitlines() if visit["served"] else []

asked, trouble = [], []
for event in heard:
    params = event.get("params", {})
    if event.get("method") == "Network.requestWillBeSent":
        asked.append(params["request"]["url"])
    elif event.get("method") == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
        trouble.append(params["entry"]["text"])
    elif event.get("method") == "Runtime.exceptionThrown":
        details = params["exceptionDetails"]
        trouble.append(details.get("exception", {}).get("description", details["text"]))
    elif event.get("method") == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
        trouble.append(" ".join(str(one.get("value")) for one in params["args"]))
print(json.dumps({"address": address, "values": [str(value) for value in values], "asked": asked, "trouble": trouble, "log": log}))
