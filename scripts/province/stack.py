"""The daemons of one instance on this machine: started, watched, killed, stopped.

Used by the demo and by the tests. Ends only processes it started, by their ids.
"""
import atexit
import hashlib
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

SOURCE = pathlib.Path(__file__).resolve().parents[2]
RUN_DIR_LONGEST = 60  # a socket's path has room for 100 bytes
SERVICES = ("identity", "registration", "certification", "market", "notification")
LIMIT_S = 120  # what a machine that is busy with other things may need; nothing waits it out that goes well
PATIENT_MS = 60000  # for a daemon's answer


def hold_port():
    """A free port, and nobody else's for as long as this program runs: neither of another test that looks for one nor
    of a connection that goes out, also while the daemon that listens there is away. It stays bound here; who says
    SO_REUSEADDR, as servers do, may listen on it all the same."""
    holder = socket.socket()
    holder.bind(("127.0.0.1", 0))
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    atexit.register(holder.close)
    return holder.getsockname()[1]


class DaemonDied(Exception):
    """A daemon ended that nobody had told to."""


class Stack:
    """The daemons: one of each service, the gateway, and a scoring shard per name."""

    def __init__(self, directory, binaries, port, shards=("tn1", "tn2"), kind="demo",
                 log_level="info", ends_with_parent=False):
        self.directory = pathlib.Path(directory).resolve()
        self.binaries = pathlib.Path(binaries).resolve()
        self.port = port
        self.kind = kind
        self.log_level = log_level
        self.ends_with_parent = ends_with_parent  # started from the main thread only
        self.names = list(SERVICES[:2]) + [f"scoring_{s}" for s in shards] + list(SERVICES[2:]) + ["gateway"]
        self.patient = False  # the gateway waits for a daemon that is busy, which would have more to do if asked again
        self.processes = {}
        self.rulebooks = SOURCE / "deploy" / "rulebooks"  # a test may put a folder of its own
        self.data = self.directory / "data"
        self.run = self._run_dir()
        self.logs = self.directory / "log"
        for folder in (self.data, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
        self.run.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _run_dir(self):
        run = self.directory / "run"
        if len(str(run)) <= RUN_DIR_LONGEST:
            return run
        name = hashlib.sha256(str(run).encode()).hexdigest()[:12]
        return pathlib.Path(tempfile.gettempdir()) / f"ocop-{os.getuid()}-{name}"

    @property
    def operator_key(self):
        """The first account's secret, made by identity at its first start."""
        return self.data / "identity" / "operator.key"

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def options(self, name):
        service, _, shard = name.partition("_")
        options = {
            "instance": "thai-nguyen",
            "instance-kind": self.kind,
            "data-dir": self.data,
            "run-dir": self.run,
            "rulebooks-dir": self.rulebooks,
            "log-level": self.log_level,
        }
        if service == "certification":
            options["certificate-template"] = SOURCE / "deploy" / "certificate" / "template.ini"
            options["public-url"] = self.url
        if service == "market":
            options["public-url"] = self.url
        if shard:
            options["shard"] = shard
        if service == "gateway":
            options["port"] = self.port
            if self.patient:
                options["backend-timeout-ms"] = PATIENT_MS
        if service == "notification":  # who is told is on this machine too
            options.update({"plain-http": "true", "webhook-networks": "127.0.0.0/8", "public-url": self.url})
        return service, options

    def start(self, name, faults=None, extra=None):
        """Starts one daemon. faults: the value of OCOP_FAULTS, in builds that have fault points."""
        service, options = self.options(name)
        options.update(extra or {})
        command = [str(self.binaries / f"ocop-{service}")]
        if self.ends_with_parent:
            command = ["setpriv", "--pdeathsig", "TERM", "--", *command]
        for key, value in options.items():
            command += [f"--{key}", str(value)]
        environment = dict(os.environ)
        environment.pop("OCOP_FAULTS", None)
        if faults:
            environment["OCOP_FAULTS"] = faults
        log = open(self.logs / f"{name}.log", "ab")
        self.processes[name] = subprocess.Popen(command, stdout=log, stderr=log, env=environment,
                                                start_new_session=True)
        log.close()

    def start_all(self):
        for name in self.names:
            if name not in self.processes:
                self.start(name)

    def alive(self, name):
        process = self.processes.get(name)
        return process is not None and process.poll() is None

    def check(self):
        """Raises when a daemon ended by itself."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise DaemonDied(f"{name} ended with {process.returncode}; see {self.logs / (name + '.log')}")

    def ready(self):
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=10) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def wait_ready(self, limit_s=LIMIT_S):
        until = time.monotonic() + limit_s
        while not self.ready():
            self.check()
            if time.monotonic() > until:
                raise TimeoutError(f"the stack is not ready after {limit_s} s")
            time.sleep(0.02)

    def wait_ended(self, name, limit_s=LIMIT_S):
        """Waits until a daemon has ended, for faults that end it; returns its status."""
        status = self.processes[name].wait(timeout=limit_s)
        del self.processes[name]
        return status

    def kill(self, name):
        """As a power cut would."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def terminate(self, name, limit_s=LIMIT_S):
        """Stops one in the ordinary way; returns the seconds it took."""
        process = self.processes.pop(name)
        before = time.monotonic()
        process.terminate()
        process.wait(timeout=limit_s)
        return time.monotonic() - before

    def stop(self):
        for name in reversed(list(self.processes)):
            self.processes[name].terminate()
        for name in reversed(list(self.processes)):
            process = self.processes.pop(name)
            try:
                process.wait(timeout=LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def ocop(self, *arguments, check=True, text=None):
        """Runs the command-line tool against this instance."""
        command = [str(self.binaries / "ocop"), *map(str, arguments)]
        environment = dict(os.environ, OCOP_DATA_DIR=str(self.data), OCOP_RUN_DIR=str(self.run),
                           OCOP_KEY_FILE=str(self.data / "identity" / "operator.key"),
                           OCOP_RULEBOOKS_DIR=str(self.rulebooks))
        result = subprocess.run(command, capture_output=True, text=True, env=environment, input=text)
        if check and result.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return result
