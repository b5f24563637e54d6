/** What is wrong with a dashboard, as far as Grafana would not say it by an error. */
export function faultsOf(dashboard, datasourceUids) {
  const faults = [];
  const fault = (panel, text) => faults.push(`${dashboard.file}, ${panel.title}: ${text}`);
  const taken = new Map();
  const ids = new Set();
  for (const panel of dashboard.panels) {
    if (ids.has(panel.id)) fault(panel, `there are two panels ${panel.id}`);
    ids.add(panel.id);
    for (const cell of cellsOf(panel.gridPos)) {
      if (taken.has(cell)) fault(panel, `lies over "${taken.get(cell)}"`);
      taken.set(cell, panel.title);
    }
    if (panel.gridPos.x + panel.gridPos.w > 24) fault(panel, 'is wider than the page');
    if (panel.type === 'row') continue;
    if (panel.targets.length === 0) fault(panel, 'asks nothing');
    for (const { datasource } of [panel, ...panel.targets]) {
      if (!datasourceUids.includes(datasource.uid)) fault(panel, `asks ${datasource.uid}`);
    }
  }
  return faults;
}

function* cellsOf({ x, y, w, h }) {
  for (let column = x; column < x + w; column += 1) {
    for (let line = y; line < y + h; line += 1) yield `${column}/${line}`;
  }
}
