/// The nodes of one installation: the bus by which they tell and ask each other.
@NullMarked
package io.belfry.server.cluster;

import org.jspecify.annotations.NullMarked;
