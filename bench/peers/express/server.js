// A notification center on Express and socket.io that keeps everything in memory: the peer that
// Belfry is measured against. Usage: node server.js PORT
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import { Server } from 'socket.io';

const KEPT_PER_USER = 100;

const app = express();
const server = createServer(app);
const io = new Server(server, { serveClient: false });

/** Notifications by user id, oldest first. */
const inboxes = new Map();

const inboxOf = (userId) => {
  let inbox = inboxes.get(userId);
  if (!inbox) inboxes.set(userId, (inbox = []));
  return inbox;
};
const unreadOf = (inbox) => inbox.filter((notification) => !notification.read);
const roomOf = (userId) => `user:${userId}`;

io.use((socket, next) => {
  const { userId } = socket.handshake.auth;
  if (!userId) return next(new Error('userId missing'));
  socket.data.userId = userId;
  return next();
});

io.on('connection', (socket) => {
  const { userId } = socket.data;
  const inbox = inboxOf(userId);
  const countChanged = () =>
    io.to(roomOf(userId)).emit('notificationCount', unreadOf(inbox).length);

  socket.join(roomOf(userId));
  const unread = unreadOf(inbox);
  socket.emit('notificationHistory', unread);
  socket.emit('notificationCount', unread.length);

  socket.on('markNotificationRead', (id) => {
    const notification = inbox.find((candidate) => candidate.id === id);
    if (notification) notification.read = true;
    countChanged();
  });
  socket.on('markAllRead', () => {
    for (const notification of inbox) notification.read = true;
    countChanged();
    io.to(roomOf(userId)).emit('allNotificationsRead');
  });
  socket.on('getNotifications', (includeRead, callback) => {
    callback(includeRead ? inbox : unreadOf(inbox));
  });
  socket.on('deleteNotification', (id) => {
    const index = inbox.findIndex((candidate) => candidate.id === id);
    if (index >= 0) inbox.splice(index, 1);
    countChanged();
  });
});

app.use(express.json());

app.post('/api/send-notification', (request, response) => {
  const { userId, title, message, type = 'info', data = {} } = request.body;
  if (!userId || !title) return response.status(400).json({ error: 'userId and title needed' });
  const notification = {
    id: randomUUID(),
    type,
    title,
    message,
    data,
    timestamp: Date.now(),
    read: false,
  };
  const inbox = inboxOf(userId);
  inbox.push(notification);
  if (inbox.length > KEPT_PER_USER) inbox.shift();
  io.to(roomOf(userId)).emit('notification', notification);
  io.to(roomOf(userId)).emit('notificationCount', unreadOf(inbox).length);
  return response.json({ success: true, notification });
});

app.post('/broadcast', (request, response) => {
  io.emit(request.body.event, request.body.data);
  response.json({ success: true });
});

app.get('/health', (request, response) => {
  response.json({ status: 'ok' });
});

server.listen(Number(process.argv[2]), '127.0.0.1');
