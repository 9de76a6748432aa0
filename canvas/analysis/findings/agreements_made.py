"""What was agreed, by whom and before when, and whether it was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import Basis, Finding

# What asks for something now stands first.
WEIGHTS = {
    "agreement_overdue": 90,
    "agreement_not_kept": 80,
    "agreement_changed": 70,
    "agreement_open": 60,
    "agreement_kept": 50,
}


def agreements_made(agreements: Sequence[Mapping], moment: Mapping, before: Mapping | None, day: str) -> list[Finding]:
    """Return what was agreed at a moment and the one before, and what is still open of earlier ones, overdue first.

    `agreements` are rows of `agreements.of_partnership`, `moment` and `before` (None at the first) rows of
    `moments.moments`, `day` (YYYY-MM-DD) the day by which an open one is overdue. One that was carried on stands
    at its later moment alone, from then on.
    """
    places = [row["wave_id"] for row in (moment, before) if row]
    positions = {row["id"]: row["wave_position"] for row in agreements}
    findings = []
    for row in agreements:
        left_open = row["wave_position"] < moment["position"] and row["state"] == "open"
        carried = positions.get(row["carried_to"], moment["position"] + 1) <= moment["position"]
        if carried or not (row["wave_id"] in places or left_open):
            continue
        rule = (
            "agreement_overdue" if row["state"] == "open" and (row["due"] or day) < day else f"agreement_{row['state']}"
        )
        names = {name: row[name] for name in ("text", "due", "reason", "organisation")} | {"agreement": row["id"]}
        basis = Basis(
            notes=(row["note_id"],) if row["note_id"] else (),
            points=(row["point_id"],) if row["point_id"] else (),
            partners=(row["partner_id"],) if row["partner_id"] else (),
        )
        findings.append(Finding("agreed", rule, WEIGHTS[rule], names, basis=basis))
    return sorted(findings, key=lambda finding: (-finding.weight, str(finding.names["due"] or "9999")))
