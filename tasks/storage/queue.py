"""A queue on SQS that a bucket sends its notifications to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tasks.storage.model import StorageError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.literals import QueueAttributeNameType
    from mypy_boto3_sqs.type_defs import MessageAttributeValueTypeDef

    from infra.settings import Settings

AT_ONCE = 10  # messages, the most that SQS gives
LONGEST_WAIT = 20  # seconds, the longest that SQS waits for a message
LONGEST_REASON = 500
COUNTED: list[QueueAttributeNameType] = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 3}, connect_timeout=5, read_timeout=LONGEST_WAIT + 10
)


class QueueError(StorageError):
    """The queue did not do what was asked; the bucket is listed all the same."""


@dataclass(frozen=True, slots=True)
class Message:
    """What was received and not yet taken off the queue: it comes back until it is."""

    body: str
    receipt: str


@dataclass(frozen=True)
class Queue:
    """One queue, with the queue of dead letters behind it."""

    url: str
    client: SQSClient

    @classmethod
    def connect(cls, url: str, settings: Settings) -> Queue:
        """The queue at an address, with the keys of the bucket; nothing is asked of it yet."""
        place = urlsplit(url)
        access, secret = settings.s3_access_key, settings.s3_secret_key
        with _clear_errors(url):
            client = boto3.client(
                "sqs",
                endpoint_url=f"{place.scheme}://{place.netloc}",
                region_name=settings.s3_region,
                config=CONFIG,
                aws_access_key_id=access.get_secret_value() if access else None,
                aws_secret_access_key=secret.get_secret_value() if secret else None,
            )
        return cls(url, client)

    def receive(self, wait: float) -> list[Message]:
        """A few messages, as soon as there are any; none after `wait` seconds."""
        seconds = ceil(min(max(wait, 0), LONGEST_WAIT))  # none would be an answer at once, again and again
        with _clear_errors(self.url):
            answer = self.client.receive_message(
                QueueUrl=self.url, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=seconds
            )
        return [Message(one["Body"], one["ReceiptHandle"]) for one in answer.get("Messages", [])]

    def done(self, message: Message) -> None:
        """Take a message off the queue: what it asked for is recorded."""
        with _clear_errors(self.url):
            self.client.delete_message(QueueUrl=self.url, ReceiptHandle=message.receipt)

    def bury(self, message: Message, reason: str) -> None:
        """Move a message that says nothing to the dead letters, with the reason in its attribute `reden`."""
        told: MessageAttributeValueTypeDef = {"DataType": "String", "StringValue": reason[:LONGEST_REASON]}
        with _clear_errors(self.url):
            self.client.send_message(
                QueueUrl=self.dead_letters, MessageBody=message.body, MessageAttributes={"reden": told}
            )
        self.done(message)

    @cached_property
    def dead_letters(self) -> str:
        """Address of the queue that the redrive policy of this one names.

        Raises:
            QueueError: It names none: what cannot be read would come back for ever.
        """
        with _clear_errors(self.url):
            found = self.client.get_queue_attributes(QueueUrl=self.url, AttributeNames=["RedrivePolicy"])
            policy = json.loads(found.get("Attributes", {}).get("RedrivePolicy", "{}"))
            if not (target := policy.get("deadLetterTargetArn")):
                raise QueueError(f"{self.url} heeft geen wachtrij voor onleesbare berichten (redrive policy).")
            account, name = target.split(":")[-2:]
            return self.client.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]

    def count(self) -> tuple[int, int]:
        """How many messages are not done with, and how many are dead; as SQS estimates it."""
        return self._held(self.url), self._held(self.dead_letters)

    def _held(self, url: str) -> int:
        with _clear_errors(url):
            held: Any = self.client.get_queue_attributes(QueueUrl=url, AttributeNames=COUNTED)["Attributes"]
        return sum(int(held[name]) for name in COUNTED)


@contextmanager
def _clear_errors(url: str) -> Iterator[None]:
    """Turns what boto3 raises into what the reader of a log can act on."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        raise QueueError(
            f"Wachtrij {url} weigert ({code}): klopt DOMEINWACHT_QUEUE, en mogen deze sleutels?"
        ) from error
    except (BotoCoreError, ValueError) as error:
        raise QueueError(f"Wachtrij {url} is niet bereikbaar ({error}): klopt DOMEINWACHT_QUEUE?") from error
