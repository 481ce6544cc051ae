/// The load generator: the same load against Belfry and its peers, one after the other, and one
/// table of what each did.
@NullMarked
package io.belfry.bench;

import org.jspecify.annotations.NullMarked;
