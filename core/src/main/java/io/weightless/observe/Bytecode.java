package io.weightless.observe;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.weightless.observe.internal.Caller;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/// Pieces of classes.
final class Bytecode {
  private static final MethodTypeDesc CALL =
      MethodTypeDesc.of(CD_Object, CD_int, CD_Object, CD_Object.arrayType());

  private Bytecode() {}

  /// A [Caller] for these.
  static byte[] caller(Class<?> type, Method[] methods, ClassDesc own) {
    return ClassFile.of()
        .build(
            own,
            builder ->
                builder
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withInterfaceSymbols(desc(Caller.class))
                    .withMethodBody(
                        INIT_NAME,
                        MTD_void,
                        ClassFile.ACC_PUBLIC,
                        code ->
                            code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                    .withMethodBody(
                        "call", CALL, ClassFile.ACC_PUBLIC, code -> call(code, type, methods)));
  }

  private static void call(CodeBuilder code, Class<?> type, Method[] methods) {
    if (methods.length == 0) { // a switch without cases takes the JDK for ever to write
      code.aconst_null().areturn();
      return;
    }
    List<SwitchCase> cases = new ArrayList<>();
    for (int number = 0; number < methods.length; number++) {
      cases.add(SwitchCase.of(number, code.newLabel()));
    }
    Label none = code.newLabel();
    code.iload(1).tableswitch(none, cases);
    for (SwitchCase each : cases) {
      Method method = methods[each.caseValue()];
      code.labelBinding(each.target()).aload(2).checkcast(desc(type));
      Class<?>[] arguments = method.getParameterTypes();
      for (int i = 0; i < arguments.length; i++) {
        code.aload(3).loadConstant(i).aaload();
        unbox(code, arguments[i]);
      }
      invoke(code, type, method);
      box(code, method.getReturnType());
      code.areturn();
    }
    code.labelBinding(none).aconst_null().areturn();
  }

  static void invoke(CodeBuilder code, Class<?> type, Method method) {
    code.invokeinterface(desc(type), method.getName(), desc(method));
  }

  /// As an object; nothing as null.
  static void box(CodeBuilder code, Class<?> kind) {
    if (kind == void.class) {
      code.aconst_null();
    } else if (kind.isPrimitive()) {
      ClassDesc box = desc(Fitting.boxed(kind));
      code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, desc(kind)));
    }
  }

  static void unbox(CodeBuilder code, Class<?> kind) {
    if (kind == void.class) {
      code.pop();
    } else if (kind.isPrimitive()) {
      ClassDesc box = desc(Fitting.boxed(kind));
      code.checkcast(box)
          .invokevirtual(box, kind.getName() + "Value", MethodTypeDesc.of(desc(kind)));
    } else if (kind != Object.class) {
      code.checkcast(desc(kind));
    }
  }

  static MethodTypeDesc desc(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .describeConstable()
        .orElseThrow();
  }

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
