// What a query in PromQL asks for, by the grammar that Prometheus's own page uses.
import { parser } from '@prometheus-io/lezer-promql';

/** The selectors of a query: the metric, and the labels that must match. Throws where it is no query. */
export function selectorsOf(expr) {
  const selectors = [];
  parser.parse(expr).iterate({
    enter(node) {
      if (node.type.isError) {
        throw new Error(`no PromQL at ${node.from}: ${expr.slice(node.from, node.from + 30)}`);
      }
      if (node.name === 'VectorSelector') selectors.push(selectorOf(expr, node.node));
    },
  });
  return selectors;
}

function selectorOf(expr, node) {
  const name = node.getChild('Identifier');
  if (!name) throw new Error(`a selector without the name of a metric: ${expr}`);
  const matchers = node.getChild('LabelMatchers');
  const end = matchers ? matchers.to : name.to;
  return {
    metric: expr.slice(name.from, name.to),
    job: /\bjob="([^"]+)"/.exec(expr.slice(name.to, end))?.[1],
    text: expr.slice(name.from, end),
  };
}

/** The names of the series that a page of metrics declares, whether or not there are values yet. */
export function declaredBy(metricsText) {
  const names = new Set();
  for (const [, name, type] of metricsText.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    names.add(name);
    if (type === 'histogram') names.add(`${name}_bucket`);
    if (type === 'histogram' || type === 'summary') {
      for (const suffix of ['_sum', '_count']) names.add(name + suffix);
    }
  }
  return names;
}
