"""The template for AWS: linted, deployed in moto, and its role held against the calls that the code makes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
import yaml

from tasks.storage import documents_at
from tasks.storage.notices import keys_of
from tasks.storage.queue import Queue
from tasks.storage.s3 import S3Store
from tests.servers import ACCESS_KEY, SECRET_KEY, S3Server, moto_server

TEMPLATE = Path(__file__).parents[2] / "infra" / "aws.yaml"
BUCKET, REGION = "documenten-proef", "us-east-1"
# Where the name of a call is not the name of the right; a version is asked for by a right of its own.
RIGHTS = {"HeadObject": "GetObject", "ListObjectsV2": "ListBucket", "ListObjectVersions": "ListBucketVersions"}


@pytest.fixture(scope="module")
def moto() -> Iterator[S3Server]:
    with moto_server() as server:
        yield server


def client(moto: S3Server, service: str) -> Any:
    return boto3.client(
        service, endpoint_url=moto.endpoint, region_name=REGION, aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
    )  # fmt: skip


@pytest.fixture(scope="module")
def outputs(moto: S3Server) -> dict[str, str]:
    """The stack as deployed."""
    formation = client(moto, "cloudformation")
    formation.create_stack(
        StackName="domeinwacht", TemplateBody=TEMPLATE.read_text(encoding="utf-8"), Capabilities=["CAPABILITY_IAM"],
        Parameters=[{"ParameterKey": "BucketName", "ParameterValue": BUCKET}],
    )  # fmt: skip
    (stack,) = formation.describe_stacks(StackName="domeinwacht")["Stacks"]
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    found = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    assert found["Bucket"] == BUCKET
    for name in ("Queue", "DeadLetters"):  # moto names the hosts of AWS, where nothing of a test may go
        found[name] = moto.endpoint + urlsplit(found[name]).path
    _as_the_template_says(moto, found)
    return found


def _as_the_template_says(moto: S3Server, outputs: dict[str, str]) -> None:
    """What moto leaves out of a bucket in a template (5.2), set by the calls that CloudFormation makes."""
    s3, told = client(moto, "s3"), yaml.load(TEMPLATE.read_text(encoding="utf-8"), Loader=_Loader)
    bucket = told["Resources"]["Documents"]["Properties"]
    sqs = client(moto, "sqs")
    arn = sqs.get_queue_attributes(QueueUrl=outputs["Queue"], AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    assert {one["Queue"] for one in bucket["NotificationConfiguration"]["QueueConfigurations"]} == {"Notifications.Arn"}
    configured = [{"QueueArn": arn, "Events": [one["Event"]]}
                  for one in bucket["NotificationConfiguration"]["QueueConfigurations"]]  # fmt: skip
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=bucket["VersioningConfiguration"])
    s3.put_public_access_block(Bucket=BUCKET, PublicAccessBlockConfiguration=bucket["PublicAccessBlockConfiguration"])
    s3.put_bucket_notification_configuration(
        Bucket=BUCKET, NotificationConfiguration={"QueueConfigurations": configured}
    )


class _Loader(yaml.SafeLoader):
    """YAML with the short functions of CloudFormation, which stand for what they are given."""


_Loader.add_multi_constructor("!", lambda _loader, _tag, node: node.value)


def test_the_linter_finds_nothing_and_would_find_a_mistake(tmp_path: Path) -> None:
    pytest.importorskip("cfnlint")
    wrong = tmp_path / "fout.yaml"
    wrong.write_text(TEMPLATE.read_text(encoding="utf-8").replace("VisibilityTimeout", "Zichtbaar"), encoding="utf-8")
    found = [
        subprocess.run([Path(sys.executable).with_name("cfn-lint"), path], capture_output=True, text=True, check=False)
        for path in (TEMPLATE, wrong)
    ]
    assert found[0].stdout + found[0].stderr == ""
    assert "Zichtbaar" in found[1].stdout


def test_what_arrives_in_the_bucket_is_told_in_the_queue(moto: S3Server, outputs: dict[str, str]) -> None:
    current = moto.settings(bucket=outputs["Bucket"], queue=outputs["Queue"])
    store = S3Store.connect(current.bucket, current)
    assert store.versioned
    key = "GM0147/2025/monitor/één stuk.txt"
    store.put(key, b"Jeugd 1")
    queue = Queue.connect(outputs["Queue"], current)
    heard = queue.receive(1)
    said = {key for message in heard for key in keys_of(message.body, current.bucket)}
    assert said == {key}
    assert [ref.key for ref in documents_at(store, said)] == [key]
    queue.bury(heard[0], "proef")
    assert queue.dead_letters == outputs["DeadLetters"]


def test_the_bucket_is_closed_and_keeps_versions(moto: S3Server, outputs: dict[str, str]) -> None:
    s3 = client(moto, "s3")
    closed = s3.get_public_access_block(Bucket=outputs["Bucket"])["PublicAccessBlockConfiguration"]
    assert set(closed.values()) == {True}
    told = yaml.load(TEMPLATE.read_text(encoding="utf-8"), Loader=_Loader)
    (denied,) = told["Resources"]["OnlyByTls"]["Properties"]["PolicyDocument"]["Statement"]  # moto makes none of it
    assert (denied["Effect"], denied["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


def test_the_role_may_do_what_the_code_does_and_nothing_else(moto: S3Server, outputs: dict[str, str]) -> None:
    """Every call is written down as it is made, with what it is about; each needs a right, and each right a call."""
    current = moto.settings(bucket=outputs["Bucket"], queue=outputs["Queue"])
    store, queue = S3Store.connect(current.bucket, current), Queue.connect(outputs["Queue"], current)
    made: set[tuple[str, str]] = set()
    for service, asked in (("s3", store.client), ("sqs", queue.client)):
        asked.meta.events.register("provide-client-params", _written_down(service, made))
    assert [probe for probe in store.probe() if not probe.ok] == []
    store.put(f"{current.quarantine_prefix}a.txt.json", b"{}")
    (ref, *_) = list(store.list())
    store.fetch(ref.key, ref.version)
    store.fetch(ref.key)
    queue.client.send_message(QueueUrl=queue.url, MessageBody="?")
    made.discard(("sqs:SendMessage", _name(queue.url)))  # S3 does that, by the policy of the queue
    for message in queue.receive(1):
        queue.bury(message, "?")
    queue.count()
    made.add(("s3:ListBucket", current.bucket))  # without it S3 calls an object that is not there refused
    allowed = rights(moto, outputs)
    assert [call for call in made if not any(_covers(right, call) for right in allowed)] == []
    assert [right for right in allowed if not any(_covers(right, call) for call in made)] == []
    assert not any("*" in action for action, _ in allowed)


def _written_down(service: str, made: set[tuple[str, str]]) -> Any:
    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        action = RIGHTS.get(model.name, model.name) + ("Version" if "VersionId" in params else "")
        if service == "s3":
            made.add((f"s3:{action}", "/".join(filter(None, (params["Bucket"], params.get("Key"))))))
        else:
            made.add((f"sqs:{action}", params.get("QueueName") or _name(params["QueueUrl"])))

    return note


def rights(moto: S3Server, outputs: dict[str, str]) -> list[tuple[str, str]]:
    """Action and resource of every right of the role."""
    iam, role = client(moto, "iam"), outputs["Role"].rpartition("/")[2]
    found = []
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        for statement in (yaml.safe_load(document) if isinstance(document, str) else document)["Statement"]:
            assert statement["Effect"] == "Allow"
            actions, resources = _each(statement["Action"]), _each(statement["Resource"])
            found += [(action, resource.split(":")[-1]) for action in actions for resource in resources]
    return found


def _each(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def _covers(right: tuple[str, str], call: tuple[str, str]) -> bool:
    return right[0] == call[0] and fnmatchcase(call[1], right[1])


def _name(url: str) -> str:
    return url.rpartition("/")[2]
