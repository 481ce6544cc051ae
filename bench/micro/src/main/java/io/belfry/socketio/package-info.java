/// Micro-benchmarks of the Socket.IO packets, in the package of what they measure.
@NullMarked
package io.belfry.socketio;

import org.jspecify.annotations.NullMarked;
