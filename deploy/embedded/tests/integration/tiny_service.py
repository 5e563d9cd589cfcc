"""A service of a few lines: answers health checks, shows its settings, dies or hangs on demand."""

import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answer(BaseHTTPRequestHandler):
    stands_still = False

    def do_GET(self) -> None:
        if self.path == "/die":
            os._exit(3)
        Answer.stands_still |= self.path == "/stand-still"
        dead = Answer.stands_still and self.path == "/health/live"
        shown = {name: value for name, value in os.environ.items() if name.startswith("DL_")}
        body = json.dumps(shown | {"pid": os.getpid()}).encode()
        self.send_response(503 if dead else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def serve(behaviour: list[str]) -> None:
    print("starting", os.getpid(), flush=True)
    if "broken" in behaviour:
        sys.exit("the tiny service cannot work like this")
    if "with-helper" in behaviour:
        helper = subprocess.Popen(["sleep", "300"])
        print("helper", helper.pid, flush=True)
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["DL_PORT"])), Answer)
    if "deaf" in behaviour:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    else:
        end = threading.Thread(target=server.shutdown)
        signal.signal(signal.SIGTERM, lambda *_: end.start())
    server.serve_forever()
    print("stopped gently", flush=True)


if __name__ == "__main__":
    *behaviour, command = sys.argv[1:]
    if command == "serve":
        serve(behaviour)
    elif command in behaviour:
        sys.exit(f"{command} does not work")
    else:
        print(command, "done", flush=True)
