/// WebSocket without input and output: frames, messages and their compression, over bytes.
@NullMarked
package io.weightless.http.websocket.internal;

import org.jspecify.annotations.NullMarked;
