import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A server whose connections are known. */
export interface GentleServer {
  /**
   * Ends the connections that carry nothing, again and again, while `close` waits for the others; after `patience`
   * milliseconds it interrupts these too.
   */
  closeGently(close: () => Promise<unknown>, patience: number): Promise<void>;
}

/**
 * Watches the connections of a server from its start. Node.js counts a connection as idle only after a first request. Browsers
 * open some ahead and may never use them, and a server that is stopped would wait for these.
 */
export function watchConnections(server: Server): GentleServer {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const endUnused = () => {
    server.closeIdleConnections();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
  return {
    closeGently: async (close, patience) => {
      const unused = setInterval(endUnused, 100);
      const late = setTimeout(() => server.closeAllConnections(), patience);
      try {
        await close();
      } finally {
        clearInterval(unused);
        clearTimeout(late);
      }
    },
  };
}
