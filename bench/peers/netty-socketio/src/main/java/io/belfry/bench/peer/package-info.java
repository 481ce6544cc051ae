/// The peer on the JVM that Belfry is measured against.
@NullMarked
package io.belfry.bench.peer;

import org.jspecify.annotations.NullMarked;
