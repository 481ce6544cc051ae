/// A Socket.IO server: namespaces, sockets, rooms and acknowledgements over the Engine.IO
/// transport.
@NullMarked
package io.belfry.socketio;

import org.jspecify.annotations.NullMarked;
