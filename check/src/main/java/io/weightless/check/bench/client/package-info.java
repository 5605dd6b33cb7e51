/// HTTP clients, beside one another.
@NullMarked
package io.weightless.check.bench.client;

import org.jspecify.annotations.NullMarked;
