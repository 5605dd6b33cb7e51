package io.weightless.http;

import io.weightless.net.FileSource;
import io.weightless.reactor.Reactor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The response to a GET or HEAD of a file that is there: all of it, parts, or only that it is as
/// the client knows it. Conditions come first, then If-Range, then Range (RFC 9110, section
/// 13.2.2).
///
/// @param source what was opened
record FileAnswer(Request request, Representation file, FileSource source, Instant now) {
  /// The response, which holds the source if it sends of it.
  Response response() {
    Conditions conditions = new Conditions(request.headers(), file.validators(), now);
    return switch (conditions.verdict()) {
      case NOT_MODIFIED -> new Response(Status.NOT_MODIFIED, file.unchanged(), Body.None.NONE);
      case FAILED ->
          file.instead(Page.failure(Status.PRECONDITION_FAILED, "It is not what you expect."));
      case HOLD -> {
        List<ByteRange> ranges = ranges(conditions);
        yield ranges == null ? whole() : parts(ranges);
      }
    };
  }

  /// What is asked for of it; null if that is all.
  private @Nullable List<ByteRange> ranges(Conditions conditions) {
    List<String> values = request.headers().all("Range");
    if (values.size() != 1 || !request.method().equals(Method.GET) || !conditions.permitParts()) {
      return null;
    }
    return ByteRange.list(values.getFirst(), size());
  }

  private Response whole() {
    return new Response(Status.OK, file.whole(), new Body.FileRegion(source, 0, size()));
  }

  private Response parts(List<ByteRange> ranges) {
    if (ranges.isEmpty()) {
      return file.instead(Page.failure(Status.RANGE_NOT_SATISFIABLE, "There is no such part."))
          .with("Content-Range", "bytes */" + size());
    }
    if (ranges.size() > 1) {
      Multipart parts = new Multipart(source, file, ranges, Reactor.current().random());
      return new Response(Status.PARTIAL_CONTENT, file.parts(parts.type()), parts.body());
    }
    ByteRange range = ranges.getFirst();
    var region = new Body.FileRegion(source, range.first(), range.length());
    return new Response(Status.PARTIAL_CONTENT, file.part(range), region);
  }

  private long size() {
    return file.info().size();
  }
}
