"""Mail: the message with its subject and date, without addresses, signature and older messages."""

from __future__ import annotations

from email.message import EmailMessage

from corpus.records import Issue
from extract.sheet import Sheet
from tests.extract.office_cases import parts_of, shown

MESSAGE = """Beste collega's,

De evaluatie van het wijkteam is af. De samenwerking met de huisarts gaat
beter dan vorig jaar.

- Korte lijnen helpen
- Eén aanspreekpunt ook

"""
SIGNED = "Met vriendelijke groet,\nA. Voorbeeld\nteamleider\n06-00000000\n"
OLDER = "\nOp di 2 mrt 2021 om 10:00 schreef A. Voorbeeld\n<a@example.org>:\n> Is het al af?\n"
HEAD = [("title", None, "Evaluatie – af"), ("paragraph", None, "Verzonden: 3 maart 2021")]
BODY = [
    ("paragraph", None, "Beste collega's,"),
    (
        "paragraph", None,
        "De evaluatie van het wijkteam is af. De samenwerking met de huisarts gaat beter dan vorig jaar.",
    ),
    ("list_item", 1, "Korte lijnen helpen"),
    ("list_item", 1, "Eén aanspreekpunt ook"),
]  # fmt: skip


def mail(text: str, kind: str = "plain", subject: str = "RE: FW: Evaluatie – af") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "A. Voorbeeld <a@example.org>", "b@example.org"
    message["Subject"], message["Date"] = subject, "Wed, 03 Mar 2021 10:00:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text, subtype=kind)
    return message


def issues(message: EmailMessage) -> list[str]:
    return [part.problem for part in parts_of(bytes(message)) if isinstance(part, Issue)]


def test_the_message_is_read_without_its_signature_and_what_came_before() -> None:
    message = mail(MESSAGE + SIGNED + OLDER)
    assert shown(bytes(message)) == HEAD + BODY
    assert issues(message) == ["older messages quoted below it are left out"]


def test_a_signature_may_stand_below_two_dashes() -> None:
    message = mail(MESSAGE + "-- \nA. Voorbeeld\n")
    assert shown(bytes(message)) == HEAD + BODY and issues(message) == []


def test_an_older_message_may_start_with_its_fields() -> None:
    fields = "\nVan: A. Voorbeeld\nVerzonden: dinsdag 2 maart 2021\nAan: B\nOnderwerp: Evaluatie\n\nIs het al af?\n"
    assert shown(bytes(mail(MESSAGE + fields))) == HEAD + BODY


def test_a_mail_that_only_passes_another_on_keeps_that() -> None:
    passed = "Begin doorgestuurd bericht:\n\n> Van: A. Voorbeeld\n> Onderwerp: Evaluatie\n>\n> Is het al af?\n"
    assert shown(bytes(mail(passed)))[2:] == [("paragraph", None, "Is het al af?")]


def test_html_keeps_its_headings_and_loses_quotations() -> None:
    page = "<h2>Stand</h2><p>Het is af.</p><p>Groet,<br>A.</p><blockquote><p>Is het al af?</p></blockquote>"
    message = mail(page, "html")
    assert shown(bytes(message))[2:] == [("heading", 2, "Stand"), ("paragraph", None, "Het is af.")]
    assert issues(message) == ["older messages quoted below it are left out"]


def test_attachments_are_named_and_not_read() -> None:
    message = mail(MESSAGE)
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="rapport.pdf")
    assert shown(bytes(message)) == HEAD + BODY
    assert issues(message) == ["what is attached to it is not read: rapport.pdf"]


def test_encodings_of_words_and_bodies_are_undone() -> None:
    message = mail("Coördinatie is één van de vragen.\n", subject="Coördinatie")
    message.replace_header("Content-Transfer-Encoding", "8bit") if "8bit" in str(message) else None
    assert [text for _, _, text in shown(bytes(message))][::2] == ["Coördinatie", "Coördinatie is één van de vragen."]


def test_a_mail_without_a_body_or_a_date_is_no_error() -> None:
    content = b"From: a@example.org\nSubject: Leeg\nDate: gisteren\nMIME-Version: 1.0\n\n"
    (sheet,) = parts_of(content)
    assert isinstance(sheet, Sheet) and [piece.text for piece in sheet.pieces] == ["Leeg"]


def test_a_saved_web_page_is_read_as_a_page() -> None:
    text = "De gemeente evalueert de wijkteams, en vroeg inwoners wat zij van de hulp vinden. " * 3
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "<Saved by Blink>", "Pagina", "1.0"
    message.set_content(f"<html><body><main><h1>Evaluatie</h1><p>{text}</p></main></body></html>", subtype="html")
    message.make_related()
    assert shown(bytes(message)) == [("heading", 1, "Evaluatie"), ("paragraph", None, text.strip())]
