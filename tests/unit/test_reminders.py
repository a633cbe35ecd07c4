"""Reminders of questions past their limit: listed by default, sent by a real SMTP server where one is configured."""

import email
import socketserver
import threading
from datetime import UTC, date, datetime
from email.policy import default

import pytest

import access
from loaders import reference
from schedule import Words
from schedule.errors import MailUnconfigured, MailUnsent, RegistryError
from services import mail, reminders
from services import requests as asking
from store import Store
from tests.contract.judging import JUNE, LAW, contents, new, tracker
from tests.unit.builders import milestone

NOW = datetime(2024, 7, 20, 3, 0, tzinfo=UTC)
ASKED = datetime(2024, 7, 1, tzinfo=UTC)
ME = access.local_user("văn phòng")
WORDS = Words("vi")
UNIT = "Sở Tài chính"
EVIL = "Mốc\r\nBcc: all@example.vn\r\n\r\n<b>"


class _Session(socketserver.StreamRequestHandler):
    """One SMTP session of RFC 5321, as far as a client needs it; what "refused@…" is to get is refused."""

    def handle(self):
        """Take letters until the client quits."""
        self.say("220 test")
        letter = {"to": []}
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "DATA":
                self.say("354 go on")
                letter["text"] = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(letter)
                self.say("250 taken")
            elif verb == "RCPT" and "refused@" in line:
                self.say("550 no such person")
            else:
                if verb == "RCPT":
                    letter["to"].append(line.partition(":")[2].strip("<> "))
                self.say("221 bye" if verb == "QUIT" else "250 ok")
                if verb == "QUIT":
                    return

    def say(self, text):
        """Answer a line."""
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server():
    """A server on a free port of this machine; its letters are in `letters`."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as made:
        made.letters = []
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()


@pytest.fixture
def opened(tmp_path):
    """The law; one question is past its limit, one is not, one is answered."""
    store = Store(f"sqlite:///{tmp_path}/store.db")
    plan = contents(M4=milestone("M4", name=EVIL, baseline="2024-09-01", owner=UNIT, row=14))
    store.add(new(JUNE, b"june", plan))
    made = tracker(store)
    for row, limit in (("M4", 10), ("M2", 30), ("M1", 9)):
        asking.ask(made, LAW, row, "Vì sao chậm?\r\nX: y", date(2024, 7, limit), actor=ME, now=ASKED)
    asking.answer(made, 3, reason="land", text="Vướng", actor=ME, now=NOW)
    return made


def through(server, **more):
    """The environment's post of the server."""
    port = str(server.server_address[1])
    return mail.post({"SMTP_HOST": "127.0.0.1", "SMTP_PORT": port, "SMTP_FROM": "tien-do@example.vn", "SMTP_SECURITY": "none", **more})  # fmt: skip


def found(opened, addresses):
    """The letters of the day."""
    return reminders.reminders(opened, addresses, date(2024, 7, 20), WORDS, "https://tien-do.example.vn/")


def test_what_is_open_past_its_limit_is_listed_with_its_row_and_link(opened):
    """By any of the unit's names; answered questions and those that have time are left out."""
    (one,) = found(opened, {"Sở TC": "a@example.vn"})

    assert (one.number, one.unit, one.address, one.overdue_days) == (1, f"{UNIT} Hà Nội", "a@example.vn", 10)
    assert "hạn trả lời 10/07/2024, đến nay quá hạn 10 ngày" in one.body
    assert "https://tien-do.example.vn/chuong-trinh?programme=capital-law&row=M4" in one.body


def test_a_letter_arrives_and_no_text_makes_a_header_of_itself(opened, server):
    """Names and questions come from workbooks and people: line breaks in them stay words."""
    made = found(opened, {UNIT: "so-tc@example.vn"})
    (outcome,) = reminders.send(opened, made, through(server), actor=ME, now=NOW)
    (again,) = reminders.send(opened, made, through(server), actor=ME, now=NOW)
    (letter,) = server.letters
    read = email.message_from_bytes(letter["text"], policy=default)

    assert (outcome.state, again.state) == ("sent", "today")
    assert letter["to"] == ["so-tc@example.vn"]
    assert set(read.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert read["Subject"] == "Nhắc giải trình, quá hạn 10 ngày: Mốc Bcc: all@example.vn <b>"
    assert "Vì sao chậm?" in read.get_content()


@pytest.mark.parametrize("address", ["", "a@b.vn\r\nBcc: c@d.vn", "a@b.vn, c@d.vn", "<a@b.vn>", "không có"])
def test_what_is_no_address_goes_by_hand(opened, server, address):
    """Listed, never guessed; even asked directly, nothing is sent to it."""
    (outcome,) = reminders.send(opened, found(opened, {UNIT: address}), through(server), actor=ME, now=NOW)
    with pytest.raises(MailUnsent):
        mail.send(through(server), address, "x", "y")

    assert outcome.state == "by-hand"
    assert server.letters == []
    assert "chưa có địa chỉ" in reminders.lines((outcome,), WORDS)[0]


def test_a_letter_that_is_refused_is_said_and_tried_again(opened, server):
    """With the server's own words; a server that is not there as well."""
    made = found(opened, {UNIT: "refused@example.vn"})
    for _ in range(2):
        (outcome,) = reminders.send(opened, made, through(server), actor=ME, now=NOW)
        assert outcome.state == "failed"
        assert "no such person" in outcome.reason
    (gone,) = reminders.send(opened, made, through(server, SMTP_PORT="1"), actor=ME, now=NOW)
    assert gone.state == "failed"


def test_nothing_is_sent_unless_configured():
    """The variables that are missing are named."""
    with pytest.raises(MailUnconfigured, match="SMTP_HOST, SMTP_FROM"):
        mail.post({})
    with pytest.raises(MailUnconfigured, match="SMTP_PORT, SMTP_SECURITY"):
        mail.post({"SMTP_HOST": "h", "SMTP_FROM": "a@b.vn", "SMTP_PORT": "x", "SMTP_SECURITY": "maybe"})


def test_the_addresses_stand_in_data(tmp_path):
    """A table of units; none is made up, so none is shipped."""
    table = tmp_path / "a.csv"
    table.write_text("unit,address\nSở Tài chính,a@b.vn\n", encoding="utf-8")

    assert reference.addresses(table) == {UNIT: "a@b.vn"}
    assert reference.addresses(tmp_path / "none.csv") == {}
    table.write_text("đơn vị;địa chỉ\nSở Tài chính;a@b.vn\n", encoding="utf-8")
    with pytest.raises(RegistryError):
        reference.addresses(table)
