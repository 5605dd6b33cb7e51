package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Request;
import io.weightless.http.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names and values of a form, in the order in which they were sent; a name may come again.
/// Immutable.
///
/// ```java
/// Form form = Form.inBody(request);                // of a POST
/// String user = form.first("user");
/// List<String> tags = Form.inQuery(request).all("tag");
///
/// Form.of("q", "1 + 1").toString();                // q=1+%2B+1, for a query
/// Body body = Form.of("user", "ann").body();       // of the type Form.TYPE, for a client
/// ```
///
/// It is `application/x-www-form-urlencoded` of the WHATWG's URL standard, section 5, in UTF-8.
/// What that forgives is refused here: a percent sign without two hex digits, and bytes that are
/// not UTF-8.
public final class Form {
  /// The Content-Type of its [#body].
  public static final String TYPE = "application/x-www-form-urlencoded";

  public static final Form EMPTY = new Form(List.of());

  /// What is taken in.
  ///
  /// @param bytes of a body; beyond it, 413. Of a query the limit is that of a request line
  /// @param fields how many; beyond it, 413 for a body, 414 for a query
  public record Limits(int bytes, int fields) {
    public static final Limits DEFAULT = new Limits(1024 * 1024, 1000);

    public Limits {
      if (bytes < 0 || fields < 0) {
        throw new IllegalArgumentException("a limit is not negative: " + bytes + ", " + fields);
      }
    }
  }

  private record Field(String name, String value) {}

  private final List<Field> fields;

  private Form(List<Field> fields) {
    this.fields = fields;
  }

  /// From a name, its value, the next name, and so on.
  public static Form of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("the last name has no value: " + namesAndValues.length);
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Form(List.copyOf(fields));
  }

  /// What the target of `request` has behind its question mark; empty when there is nothing.
  public static Form inQuery(Request request) throws BadRequest {
    return inQuery(request, Limits.DEFAULT);
  }

  public static Form inQuery(Request request, Limits limits) throws BadRequest {
    String query = request.query();
    return query == null ? EMPTY : parse(query.getBytes(UTF_8), limits, Status.URI_TOO_LONG);
  }

  /// The body of `request`, read to its end.
  ///
  /// - **Waits**: for the body.
  ///
  /// @throws BadRequest with a 415 if it is of another type, 413 beyond a limit, or 400
  public static Form inBody(Request request) throws IOException {
    return inBody(request, Limits.DEFAULT);
  }

  public static Form inBody(Request request, Limits limits) throws IOException {
    Parameters type = Parameters.parse(request.headers().first("Content-Type"));
    if (type == null || !type.value().equalsIgnoreCase(TYPE)) {
      throw new BadRequest(Status.UNSUPPORTED_MEDIA_TYPE, "the body is not of the type " + TYPE);
    }
    byte[] body = request.body().readAll(limits.bytes());
    return parse(body, limits, Status.CONTENT_TOO_LARGE);
  }

  /// @param text as it was sent, without a question mark
  public static Form parse(String text) throws BadRequest {
    return parse(text.getBytes(UTF_8), Limits.DEFAULT, Status.CONTENT_TOO_LARGE);
  }

  private static Form parse(byte[] bytes, Limits limits, Status beyond) throws BadRequest {
    List<Field> fields = new ArrayList<>();
    for (int start = 0; start < bytes.length; ) {
      int end = find((byte) '&', bytes, start, bytes.length);
      if (end > start) {
        if (fields.size() == limits.fields()) {
          throw new BadRequest(beyond, "the form has too many fields; limit " + limits.fields());
        }
        fields.add(field(bytes, start, end));
      }
      start = end + 1;
    }
    return new Form(List.copyOf(fields));
  }

  private static Field field(byte[] bytes, int from, int to) throws BadRequest {
    int equals = find((byte) '=', bytes, from, to);
    return new Field(text(bytes, from, equals), text(bytes, Math.min(equals + 1, to), to));
  }

  private static String text(byte[] bytes, int from, int to) throws BadRequest {
    return Percent.text(Percent.decode(bytes, from, to, ' '), UTF_8);
  }

  private static int find(byte wanted, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /// This and one more field, at the end.
  public Form with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Form(List.copyOf(more));
  }

  public int size() {
    return fields.size();
  }

  public String name(int index) {
    return fields.get(index).name();
  }

  public String value(int index) {
    return fields.get(index).value();
  }

  /// The different names, in the order in which they came first.
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    fields.forEach(field -> names.add(field.name()));
    return names;
  }

  /// The first value of that name, exactly so written.
  public @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return null;
  }

  /// All values of that name.
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  /// It as a body to send, of the type [#TYPE].
  public Body body() {
    ByteBuffer bytes = ByteBuffer.wrap(toString().getBytes(ISO_8859_1));
    return new Body.Bytes(bytes.asReadOnlyBuffer());
  }

  /// It as it is sent, for a query.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Field field : fields) {
      text.append(text.isEmpty() ? "" : "&");
      Percent.encode(field.name(), text);
      Percent.encode(field.value(), text.append('='));
    }
    return text.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Form form && form.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }
}
