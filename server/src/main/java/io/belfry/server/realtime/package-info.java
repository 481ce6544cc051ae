/// The Socket.IO face: who is connected, what each dialect says, what a client may do.
@NullMarked
package io.belfry.server.realtime;

import org.jspecify.annotations.NullMarked;
