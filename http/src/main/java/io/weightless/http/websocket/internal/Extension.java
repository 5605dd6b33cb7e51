package io.weightless.http.websocket.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One element of `Sec-WebSocket-Extensions`: an extension that is offered, or agreed to.
///
/// @param parameters in their order; a name may be there twice
record Extension(String name, List<Parameter> parameters) {
  /// @param value a token, or null where there is none
  record Parameter(String name, @Nullable String value) {
    @Override
    public String toString() {
      return value == null ? name : name + "=" + value;
    }
  }

  Extension {
    parameters = List.copyOf(parameters);
  }
}
