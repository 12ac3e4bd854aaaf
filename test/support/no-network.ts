import net from 'node:net';

/**
 * Fails a test the moment it tries to reach anything but this machine.
 * Unix sockets (the embedded store) and loopback (the emulator, supertest) are this machine.
 */
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost', '::ffff:127.0.0.1']);
const descriptor = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect');
const connect = descriptor?.value as (...args: unknown[]) => net.Socket;

function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof first === 'object' && first !== null && 'host' in first ? first.host : undefined;
  if (typeof host === 'string' && !LOOPBACK.has(host)) throw new Error(`a test tried to reach the network: ${host}`);
  return Reflect.apply(connect, this, args);
}

Object.defineProperty(net.Socket.prototype, 'connect', { ...descriptor, value: guarded });
