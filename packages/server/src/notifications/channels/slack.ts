import { postJson } from '../../delivery/post.ts';
import type { Channel } from './channel.ts';
import { urlFault } from './url.ts';

/** An incoming webhook of Slack, or of what takes the same: Mattermost, Rocket.Chat, Discord's `/slack`. */
export const slackChannel: Channel = {
  faultOf: urlFault,
  // Else a title could mention a whole channel.
  escape: (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  send({ recipient, text }, { signal, now }) {
    const body = JSON.stringify({ text });
    return postJson({ url: recipient, body, signal, now });
  },
};
