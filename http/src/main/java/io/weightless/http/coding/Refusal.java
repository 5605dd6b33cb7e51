package io.weightless.http.coding;

import io.weightless.http.Status;
import java.io.IOException;

/// What is thrown where a coded body is read, and can't be: a server has `BadRequest::new` for it,
/// a client an exception of its own.
@FunctionalInterface
public interface Refusal {
  /// @param status that a server answers
  /// @param sentence what is wrong with the body
  IOException of(Status status, String sentence);
}
