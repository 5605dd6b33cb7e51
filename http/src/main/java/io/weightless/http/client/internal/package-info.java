/// Floor 5: the connections of the client, and what goes over them. Not API. Nulls are refused
/// unless marked.
@NullMarked
package io.weightless.http.client.internal;

import org.jspecify.annotations.NullMarked;
