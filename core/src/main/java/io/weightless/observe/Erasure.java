package io.weightless.observe;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What a class takes where its interfaces have type variables: `Handler<E>` takes an `E`, and what
/// implements `Handler<Event>` an `Event`.
final class Erasure {
  /// Those above are read after those below, from which they have theirs.
  private final Map<TypeVariable<?>, Class<?>> known = new HashMap<>();

  Erasure(Class<?> type) {
    read(type);
  }

  private void read(Class<?> type) {
    Class<?> superclass = type.getSuperclass();
    if (superclass != null) {
      bind(type.getGenericSuperclass());
      read(superclass);
    }
    Class<?>[] interfaces = type.getInterfaces();
    Type[] generic = type.getGenericInterfaces();
    for (int i = 0; i < interfaces.length; i++) {
      bind(generic[i]);
      read(interfaces[i]);
    }
  }

  private void bind(Type above) {
    if (above instanceof ParameterizedType parameterized) {
      bind(parameterized.getOwnerType());
      Type[] arguments = parameterized.getActualTypeArguments();
      Class<?>[] erased = Arrays.stream(arguments).map(this::of).toArray(Class<?>[]::new);
      TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        known.put(variables[i], erased[i]);
      }
    }
  }

  /// What the class takes for a method that one of its interfaces declares.
  Class<?>[] parameters(Method declared) {
    return Arrays.stream(declared.getGenericParameterTypes())
        .map(this::of)
        .toArray(Class<?>[]::new);
  }

  private Class<?> of(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
      case GenericArrayType array -> of(array.getGenericComponentType()).arrayType();
      case TypeVariable<?> variable -> {
        Class<?> bound = known.get(variable);
        yield bound == null ? of(variable.getBounds()[0]) : bound;
      }
      default -> Object.class; // there are no others where these are asked for
    };
  }
}
