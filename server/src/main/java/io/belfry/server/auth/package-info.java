/// Who is calling: user tokens and API keys.
@NullMarked
package io.belfry.server.auth;

import org.jspecify.annotations.NullMarked;
