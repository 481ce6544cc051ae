/// Engine.IO: sessions over long-polling and WebSocket, the upgrade between them, and the
/// heartbeat.
@NullMarked
package io.belfry.socketio.engine;

import org.jspecify.annotations.NullMarked;
