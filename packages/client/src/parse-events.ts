/** Hears of each event, and of the last id that was sent until then. */
type Listener = (type: string, event: { data: string; lastEventId: string }) => void;

/**
 * Reads the text of an event stream, in whatever pieces it comes.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function parseEvents(listener: Listener): (text: string) => void {
  let rest = '';
  let type = '';
  let lastEventId = '';
  let data: string[] = [];
  return (text) => {
    // A line feed may still follow a carriage return that came last.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, field, value = ''] = /^([^:]*):? ?(.*)/s.exec(line) ?? [];
      if (field === 'event') type = value;
      else if (field === 'data') data.push(value);
      else if (field === 'id') lastEventId = value;
      else if (line === '') {
        if (data.length > 0) listener(type || 'message', { data: data.join('\n'), lastEventId });
        type = '';
        data = [];
      }
    }
  };
}
