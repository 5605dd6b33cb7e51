package io.weightless.tool.inspect;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.json.stream.JsonStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads as records what [io.weightless.inspect.Json] has written of them. What they do not know is
/// left out, and what is missing is null or 0: the program may be older or newer.
final class Records {
  private static final JsonStream JSON =
      JsonStream.builder().bufferRecycling(BufferRecycleStrategy.NO_RECYCLING).build();

  private final Map<Class<?>, Shape> shapes = new HashMap<>();
  private final JsonReader json;

  private record Shape(Constructor<?> constructor, Map<String, Integer> places, List<Type> types) {}

  private Records(JsonReader json) {
    this.json = json;
  }

  /// @throws MalformedRecord when the text is no JSON, or none of such a record
  static <T extends Record> T read(String text, Class<T> type) throws MalformedRecord {
    try (JsonReader json = JSON.reader(text)) {
      return type.cast(new Records(json).record(type));
    } catch (JsonException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new MalformedRecord("it is no JSON of a " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new MalformedRecord("it is no " + type.getSimpleName(), e);
    }
  }

  private @Nullable Object value(Type type) throws ReflectiveOperationException {
    if (json.isNullValue()) {
      return nothing(type);
    }
    if (type instanceof ParameterizedType list) {
      return list(list.getActualTypeArguments()[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isEnum()) {
      return constant(plain, json.readString());
    }
    return switch (plain.getName()) {
      case "int" -> (Object) json.readInt();
      case "long" -> (Object) json.readLong();
      case "double" -> (Object) json.readDouble();
      case "boolean" -> (Object) json.readBoolean();
      default -> json.readString();
    };
  }

  /// What a record has where nothing is told.
  private static @Nullable Object nothing(Type type) {
    if (type instanceof ParameterizedType) {
      return List.of();
    }
    return switch (((Class<?>) type).getName()) {
      case "int" -> (Object) 0;
      case "long" -> (Object) 0L;
      case "double" -> (Object) 0.0;
      case "boolean" -> (Object) false;
      default -> null;
    };
  }

  private List<Object> list(Type type) throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    json.beginArray();
    while (json.hasNextElement()) {
      Object value = value(type);
      if (value != null) {
        values.add(value);
      }
    }
    json.endArray();
    return values;
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> ((Enum<?>) one).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is no " + type.getSimpleName()));
  }

  private Object record(Class<?> type) throws ReflectiveOperationException {
    Shape shape = shapes.get(type);
    if (shape == null) {
      shape = shape(type);
      shapes.put(type, shape);
    }
    @Nullable Object[] values = shape.types.stream().map(Records::nothing).toArray();
    json.beginObject();
    while (json.hasNextField()) {
      Integer place = shape.places.get(json.nextField());
      if (place == null) {
        json.skipValue();
      } else {
        values[place] = value(shape.types.get(place));
      }
    }
    json.endObject();
    return shape.constructor.newInstance(values);
  }

  private static Shape shape(Class<?> type) throws NoSuchMethodException {
    RecordComponent[] components = type.getRecordComponents();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < components.length; i++) {
      places.put(components[i].getName(), i);
    }
    Class<?>[] classes =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return new Shape(
        type.getDeclaredConstructor(classes),
        places,
        Arrays.stream(components).map(RecordComponent::getGenericType).toList());
  }
}
