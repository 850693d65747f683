"""How the page of a game looks: ink on paper, on a telephone, on a wide screen and in print."""

STYLE = """
:root { --ink: #211d17; --faded: #5d5344; --fold: #b9ab8c; --paper: #f7f2e4; --sheet: #eee5d0;
  --stamp: #9c2f22; --past: #8a6414; }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2rem 1.1rem 4rem; max-width: 44rem; overflow-wrap: break-word;
  font: 1.0625rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, h3, p, ol, ul, dl, dd, figure, table { margin: 0; padding: 0; }
p { margin: .55rem 0; }
ol, ul { list-style: none; }
a { color: inherit; }
h1 { font-size: clamp(1.9rem, 7vw, 2.8rem); line-height: 1.1; }
h2 { margin: 3rem 0 .8rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink);
  font-size: 1.3rem; line-height: 1.25; }
h3 { font-size: 1.15rem; line-height: 1.3; }
.label, .meta, .axes dt, th { font: 600 .8rem/1.4 system-ui, sans-serif; color: var(--faded); }
.meta { margin: .6rem 0 0; }
.lead { font-style: italic; font-size: 1.15rem; }
figure { margin-top: .6rem; }
svg { display: block; width: 100%; max-width: 40rem; height: auto; }
svg text { font: 13px system-ui, sans-serif; fill: var(--faded); }
svg .grid { stroke: var(--fold); stroke-width: 1; opacity: .6; }
svg polyline { fill: none; stroke-linejoin: round; stroke-linecap: round; }
svg .history { stroke: #dcb765; stroke-width: 7; }
svg .yours { stroke: var(--stamp); stroke-width: 3; }
svg .end { fill: var(--stamp); }
svg .history-name { fill: var(--past); font-weight: 600; }
svg .yours-name { fill: var(--stamp); font-weight: 600; }
.rungs { columns: 11rem; margin-top: .6rem; font: .85rem/1.5 system-ui, sans-serif; }
.rungs li { padding-left: 1.7rem; text-indent: -1.7rem; break-inside: avoid; }
.rungs b { display: inline-block; min-width: 1.7rem; text-indent: 0; }
.event { margin: 0 0 2rem; }
.flash { margin: .7rem 0; padding: .5rem .8rem; border: 1px solid var(--fold);
  background: var(--sheet); font: .92rem/1.45 "Courier New", monospace; }
.changes { margin: .7rem 0; padding-left: .8rem; border-left: 3px solid var(--fold);
  font: .88rem/1.45 system-ui, sans-serif; }
.changes li { margin: .3rem 0; }
.why { display: block; }
.why, .notes { color: var(--faded); }
.odds { margin: .8rem 0; padding: .7rem .8rem; background: var(--sheet);
  font: .88rem/1.45 system-ui, sans-serif; }
.odds p { margin: 0 0 .4rem; }
.odds p:last-child { margin: .4rem 0 0; }
.odds li { display: grid; grid-template-columns: 5rem 1fr; gap: 0 .6rem; margin: .3rem 0; }
.odds .share { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.odds .came { font-weight: 700; }
.odds .bar { grid-column: 2; height: 5px; min-width: 2px; background: var(--fold); }
.odds .came .bar { background: var(--stamp); }
.notes { font: .8rem/1.45 system-ui, sans-serif; }
.paper { margin: 3rem 0 1.5rem; padding: 1.6rem 1.2rem; background: var(--sheet);
  border: 1px solid var(--fold); }
.paper .name { margin: 0; text-align: center; font-size: clamp(1.5rem, 6vw, 2.3rem);
  font-weight: 700; line-height: 1.1; }
.paper .date { margin: .6rem 0 1rem; padding: .25rem 0; border-top: 2px solid; text-align: center;
  border-bottom: 1px solid; font-size: .85rem; }
.paper h2 { margin: 0 0 .5rem; padding: 0; border: 0; text-align: center; text-wrap: balance;
  font-size: clamp(1.6rem, 6.5vw, 2.5rem); line-height: 1.1; }
.paper .deck { text-align: center; font-style: italic; font-size: 1.15rem; }
.paper .news { columns: 17rem; column-gap: 1.8rem; hyphens: auto; }
.paper .news p:first-child { margin-top: 0; }
.axes { display: grid; grid-template-columns: minmax(5.5rem, auto) 1fr; gap: .5rem 1rem; }
.axes dt { padding-top: .25rem; }
table { width: 100%; border-collapse: collapse; font-size: .98rem; }
th, td { padding: .6rem .8rem; width: 50%; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--fold); }
th:first-child, td:first-child { padding-left: 0; }
td + td { background: var(--sheet); }
.scores li, .luck li { margin: .8rem 0; }
.right { color: #24613c; font-weight: 700; }
.wrong { color: var(--stamp); font-weight: 700; }
.sources { font-size: .92rem; }
.sources li { display: grid; grid-template-columns: 2.4rem 1fr; margin: .35rem 0; }
@media (max-width: 30rem) {
  svg text { font-size: 16px; }
  thead { display: none; }
  tr, td { display: block; width: auto; }
  tr { margin-bottom: 1rem; }
  td, td:first-child { padding: .5rem .7rem; border: 0; }
  td:first-child { padding-left: 0; }
  td::before { content: attr(data-label); display: block; color: var(--faded);
    font: 600 .8rem/1.4 system-ui, sans-serif; }
}
@page { margin: 18mm 16mm 20mm; }
@media print {
  :root { --paper: #fff; --sheet: #fff; }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  h2, h3, .label { break-after: avoid; }
  h2 { margin-top: 1.6rem; }
  p, li { orphans: 3; widows: 3; }
  figure, .odds, .flash, .changes, tr, .scores li, .sources li, .axes { break-inside: avoid; }
  .odds { border: 1px solid var(--fold); }
  .odds .bar { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .paper { break-before: page; break-inside: avoid; margin-top: 0; }
  svg { max-width: 15cm; }
  thead { display: table-header-group; }
  a { text-decoration: none; }
}
"""
