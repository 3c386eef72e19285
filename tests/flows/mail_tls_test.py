"""Letters through a relay that wants TLS and a sign-in: nothing is said in clear that must not be."""
import base64
import ssl
import subprocess
import tempfile
import unittest

from flow import wait_for
from receivers import Mailbox
from told import TellingStack, ToldFlow

USER, PASSWORD = "ocop", "mật khẩu của trạm thư"


def certificate(folder, name):
    """A self-signed one for 127.0.0.1: its file and its key's."""
    files = [f"{folder}/{name}.{kind}" for kind in ("pem", "key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-out", files[0],
                    "-keyout", files[1]], check=True, capture_output=True)
    return files


class RelayStack(TellingStack):
    trusted = password_file = ""

    def options(self, name):
        service, options = super().options(name)
        if service == "notification":
            options.update({"mail-tls": "true", "mail-user": USER, "mail-password-file": self.password_file,
                            "webhook-ca-file": self.trusted})
        return service, options


class MailTlsTest(ToldFlow):
    stack_class = RelayStack

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="ocop-relay-")
        cls.addClassCleanup(folder.cleanup)
        RelayStack.trusted, key = certificate(folder.name, "relay")
        other, other_key = certificate(folder.name, "other")
        RelayStack.password_file = f"{folder.name}/password"
        with open(RelayStack.password_file, "w") as file:
            file.write(PASSWORD + "\n")
        cls.tls, cls.other_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        cls.tls.load_cert_chain(RelayStack.trusted, key)
        cls.other_tls.load_cert_chain(other, other_key)
        super().setUpClass()

    @classmethod
    def prepare(cls):
        super().prepare()
        cls.mailbox.tls, cls.mailbox.accounts, cls.mailbox.one_letter = cls.tls, {USER: PASSWORD}, True

    def subscribe_mail(self, address):
        body = {"name": "Thư", "kind": "SUBSCRIPTION_KIND_MAIL", "mailAddress": address}
        return self.office().post("/api/v1/subscriptions", body)["id"]

    def letters_to(self, address):
        return [one for one in self.mailbox.letters if address in one[1][0]]

    def end(self, subscription_id):
        self.office().post(f"/api/v1/subscriptions/{subscription_id}/end", {"reason": "xong"})

    def refused_and_then_taken(self, address, attempt_end):
        """The relay as it is now takes nothing; as it should be, it is tried again and takes the letter."""
        subscription_id = self.subscribe_mail(address)
        self.record()
        delivery = self.wait_for_attempts(subscription_id, 1)
        self.assertEqual((delivery["state"], delivery["attempts"][0]["end"]), ("DELIVERY_STATE_PENDING", attempt_end))
        self.assertEqual(self.letters_to(address), [])
        self.mailbox.tls, self.mailbox.accounts = self.tls, {USER: PASSWORD}
        self.wait_for_end(subscription_id, "DELIVERED")
        self.assertTrue(self.letters_to(address))
        self.end(subscription_id)

    def nothing_was_said_in_clear(self):
        secret = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
        clear = [line for line in self.mailbox.heard if not line.startswith("TLS ")]
        self.assertEqual([line for line in clear if line.split()[0].upper() not in ("EHLO", "STARTTLS", "QUIT")], [])
        self.assertNotIn(secret, " ".join(clear))

    def test_letters_go_under_tls_and_signed_in(self):
        subscription_id = self.subscribe_mail("tls@bacninh.example")
        self.record()
        wait_for("the letter", lambda: self.letters_to("tls@bacninh.example"))
        self.assertTrue(any(line.startswith("TLS AUTH PLAIN") for line in self.mailbox.heard))
        self.nothing_was_said_in_clear()
        self.end(subscription_id)

    def test_relay_without_tls_is_told_nothing(self):
        self.mailbox.tls = None
        self.refused_and_then_taken("clear@bacninh.example", "ATTEMPT_END_NOT_TRUSTED")
        self.nothing_was_said_in_clear()

    def test_relay_that_is_another_is_told_nothing(self):
        self.mailbox.tls = self.other_tls
        self.refused_and_then_taken("other@bacninh.example", "ATTEMPT_END_NOT_TRUSTED")
        self.nothing_was_said_in_clear()

    def test_wrong_password_is_tried_again(self):
        self.mailbox.accounts = {USER: "another"}
        self.refused_and_then_taken("password@bacninh.example", "ATTEMPT_END_NOT_TRUSTED")

    def test_password_is_never_for_a_line_in_clear(self):
        """A sign-in without TLS ends the start, by name."""
        stack = self.stack
        stack.terminate("notification")
        kept = RelayStack.options

        def clear(this, name):
            service, options = kept(this, name)
            return service, {**options, "mail-tls": "false"} if service == "notification" else options

        RelayStack.options = clear
        try:
            stack.start("notification")
            self.assertNotEqual(stack.wait_ended("notification"), 0)
            log = (stack.logs / "notification.log").read_text(errors="replace")
            self.assertIn("event=setting_unusable name=mail_tls", log)
            self.assertNotIn(PASSWORD, log)
        finally:
            RelayStack.options = kept
            stack.start("notification")
        self.wait_caught_up()


if __name__ == "__main__":
    unittest.main()
