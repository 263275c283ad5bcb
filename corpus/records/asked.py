"""What a language model was asked, where a study names one."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class LanguageModelCall(
    Record, table="language_model_calls", title="Vragen aan een taalmodel", order=("document_id", "model")
):
    """What a language model was asked about the passages of a document, and what that took when it was asked."""

    document_id: str = column("Het document", references="documents")
    model: str = column("Model, met het adres waar het wordt bevraagd als dat een eigen adres is")
    prompt_hash: str = column("Kenmerk van de opdracht, met het codeboek erin")
    passage_count: int = column("Aantal passages waarover een antwoord kwam")
    unasked_count: int = column("Aantal passages waarnaar niet is gevraagd: te duur, of het model was er niet")
    held_back_count: int = column("Aantal passages dat is achtergehouden omdat zij privépersonen raken")
    unreadable_count: int = column("Aantal passages waarover het antwoord onleesbaar was")
    accepted_count: int = column("Aantal codes dat is overgenomen")
    refused_count: int = column("Aantal codes dat is geweigerd: onbekende code, of citaat dat er niet letterlijk staat")
    tokens_in: int = column("Tokens in de vragen")
    tokens_out: int = column("Tokens in de antwoorden")
    cost: float | None = column("Kosten, in de munt van de opgegeven prijzen", default=None)
