"""Whether those whose words or ratings a finding rests on still speak for a partner that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from canvas.analysis.findings.finding import Finding


def codes_of(findings: Iterable[Finding]) -> set[str]:
    """Return the codes of all respondents that these findings rest on."""
    return {code for finding in findings for code in finding.basis.codes}


def with_departed(findings: Sequence[Finding], departed: Mapping[str, Mapping]) -> list[Finding]:
    """Return findings that name how many of those they rest on speak for a partner that has left, and which partners.

    `departed` is by code what `respondents.departed` gives. Named are `gone` (people), `of` (all it rests on) and
    `gone_partners` (organisation and day); of a finding that rests on nobody such, nothing.
    """
    return [_with_departed(finding, departed) for finding in findings]


def _with_departed(finding: Finding, departed: Mapping[str, Mapping]) -> Finding:
    gone = [departed[code] for code in finding.basis.codes if code in departed]
    if not gone:
        return finding
    partners = tuple(sorted({(row["organisation"], row["left"]) for row in gone}))
    names = {"gone": len(gone), "of": len(set(finding.basis.codes)), "gone_partners": partners}
    return replace(finding, names={**finding.names, **names})
