/// A Socket.IO server (protocols 5 and 4): namespaces, sockets, rooms and acknowledgements over the
/// Engine.IO transport. Begin with [SocketIoServer].
@NullMarked
package io.belfry.socketio;

import org.jspecify.annotations.NullMarked;
