package io.weightless.inspect;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes public records as JSON (RFC 8259): an object has the names of the record's components, in
/// their order; a list is an array; anything that is no number, truth value or null is a text. A
/// rate that is infinite or not a number has no form there, and is null.
public final class Json {
  private static final HexFormat HEX = HexFormat.of();

  /// They are made anew each time that a class is asked for them.
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /// `root` as JSON.
  ///
  /// @throws IllegalArgumentException when its class is not public, or that of a record in it
  public static String of(Record root) {
    Json json = new Json();
    json.write(root);
    return json.text.toString();
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case Record object -> object(object);
      case Collection<?> all -> array(all);
      case Double rate when !Double.isFinite(rate) -> text.append("null");
      case Float rate when !Float.isFinite(rate) -> text.append("null");
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      case null -> text.append("null");
      default -> string(value.toString());
    }
  }

  private void object(Record object) {
    text.append('{');
    String separator = "";
    for (RecordComponent component : COMPONENTS.get(object.getClass())) {
      text.append(separator).append('"').append(component.getName()).append("\":");
      write(valueOf(component, object));
      separator = ",";
    }
    text.append('}');
  }

  private static @Nullable Object valueOf(RecordComponent component, Record object) {
    try {
      return component.getAccessor().invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(object.getClass() + " is not public", e);
    }
  }

  private void array(Collection<?> all) {
    text.append('[');
    String separator = "";
    for (Object one : all) {
      text.append(separator);
      write(one);
      separator = ",";
    }
    text.append(']');
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        // a terminal may take the one for an order; the other has no UTF-8 where it stands alone
        text.append("\\u").append(HEX.toHexDigits(c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
