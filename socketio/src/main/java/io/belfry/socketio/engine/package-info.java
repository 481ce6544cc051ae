/// Engine.IO 4 and 3: sessions over long-polling and WebSocket, the upgrade between them, and the
/// heartbeat. It knows nothing of what is sent, and can be used by itself.
@NullMarked
package io.belfry.socketio.engine;

import org.jspecify.annotations.NullMarked;
