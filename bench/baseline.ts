import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messagingApi, middleware } from '@line/bot-sdk';
import type { webhook } from '@line/bot-sdk';
import express from 'express';
import { Schema } from 'mongoose';
import type { RequestHandler } from 'express';
import { connectStore } from '../src/store/connect.ts';
import { readSetting, serveParent } from './child.ts';

/**
 * The smallest bot one would write: the SDK's middleware, one insert of the event through a mongoose model (as journaled
 * as ours: the same connection), 200, one reply by the SDK. It understands nothing, orders nothing and remembers no conversation.
 */
const { uri, database, apiUrl, channelSecret, channelAccessToken } = readSetting();
const opened = await connectStore('embedded', uri, { database });
/** As one would write it: a mongoose model of the event. */
const Event = opened.connection.model(
  'Event',
  new Schema({
    _id: String,
    type: String,
    timestamp: Number,
    source: {},
    message: {},
    replyToken: String,
    mode: String,
  }),
);
const client = new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: apiUrl });

const app = express();
const answer = (): RequestHandler => async (request, response) => {
  const body = request.body as webhook.CallbackRequest;
  for (const event of body.events) await Event.create({ ...event, _id: event.webhookEventId });
  response.status(200).end();
  for (const event of body.events) {
    if (event.type !== 'message' || event.replyToken === undefined) continue;
    await client.replyMessage({ replyToken: event.replyToken, messages: [{ type: 'text', text: 'รับทราบค่ะ' }] });
  }
};
app.post('/webhook/line', middleware({ channelSecret }), answer());
const server = createServer(app);
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});

serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/line`, async () => {
  server.closeAllConnections();
  await opened.close();
});
