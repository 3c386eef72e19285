"""An agency that asked is told of every event of a certificate, in order, and can prove that it missed none."""

import json
import urllib.parse

PAGE = 200
# Letters between the ministry and the province; inspections, until they are concluded.
NOT_PUBLIC = {f"ocop.certification.v1.{name}" for name in (
    "CertificateRequestMade", "CertificateRequestAnswered", "InspectionPlanDrafted", "InspectionPlanApproved",
    "InspectionPlanChanged", "InspectionAnnounced", "InspectionMoved", "InspectionCancelled", "InspectionHeld",
    "RemediesOrdered", "RemedyRecorded", "RemedyOverdue",
)}


def subscribe(province):
    """The market surveillance branch wants to know everything, from now on."""
    body = {"name": "Chi cục Quản lý thị trường", "kind": "SUBSCRIPTION_KIND_PULL"}
    made = province.command("subscribe", province.office("inspector"), "POST", "/subscriptions", body)
    shown = province.get(province.office("inspector"), f"/subscriptions/{made['id']}")
    province.console.step("the market surveillance branch subscribes", "", f"behind item {shown['afterSequence']} of the public feed")


def received(province, subscription):
    """All it is told, page by page, as its own system would ask."""
    items, after = [], "0"
    while True:
        query = urllib.parse.urlencode({"after": after, "limit": PAGE})
        page = province.get(province.office("inspector"), f"/subscriptions/{subscription}/events?{query}")
        items += page.get("items", [])
        if page["next"] == after:
            return items, page["head"]
        after = page["next"]


def prove(province):
    console = province.console
    subscription = province.journal["subscribe"]["id"]
    shown = province.get(province.office("inspector"), f"/subscriptions/{subscription}")
    told = province.stack.ocop("events", "--source", "certification").stdout.splitlines()
    told = [json.loads(line) for line in told]
    expected = [event for event in told if event["type"] not in NOT_PUBLIC][int(shown["afterSequence"]):]
    province.wait("notification has followed", lambda: len(received(province, subscription)[0]) >= len(expected))
    items, head = received(province, subscription)
    console.check(
        "what the subscriber was told",
        [(event_of(item)["type"], event_of(item)["thingId"]) for item in items],
        [(event["type"], event["thingId"]) for event in expected],
    )
    console.check("its counts", [int(item["count"]) for item in items], list(range(1, len(items) + 1)))
    console.check("the count it is told to have", int(head["count"]), len(items))
    console.step("items told to the subscriber", len(items), "every event of a certificate, once, in order, without a gap")


def event_of(item):
    return item["event"]
