package io.weightless.observe;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.weightless.observe.internal.Answering;
import io.weightless.observe.internal.Hop;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;

/// Writes the class of a dispatcher: all methods of an interface, each with the loop over those it
/// goes to as its own code. So a call through any number of components is as many calls of
/// interface methods, and what they hand on is never put into objects.
final class Stubs {
  private static final ClassDesc ANSWERING = Bytecode.desc(Answering.class);
  private static final ClassDesc HOP = Bytecode.desc(Hop.class);
  private static final ClassDesc DECLINE = Bytecode.desc(Decline.class);
  private static final ClassDesc OF_THE_MACHINE = Bytecode.desc(VirtualMachineError.class);
  private static final ClassDesc OBJECTS = CD_Object.arrayType();
  private static final MethodTypeDesc TARGETS = MethodTypeDesc.of(OBJECTS);
  private static final MethodTypeDesc NOBODY = MethodTypeDesc.of(CD_Throwable, CD_int);
  private static final MethodTypeDesc FAILED =
      MethodTypeDesc.of(CD_Throwable, CD_Throwable, CD_int);
  private static final MethodTypeDesc TOLD =
      MethodTypeDesc.of(CD_Throwable, CD_Throwable, CD_Throwable, CD_int);
  private static final MethodTypeDesc ANSWER = MethodTypeDesc.of(CD_Object, CD_int, OBJECTS);

  private final Class<?> type;
  private final Method[] methods;
  private final Class<?>[] returned;
  private final ClassDesc own;
  private final Flavour flavour;

  /// The type of what it asks.
  private final ClassDesc hop;

  /// @param returned what each method is declared to return
  /// @param own the class to be
  /// @param flavour what its methods do; those that it has no code for leave it to the hop
  Stubs(Class<?> type, Method[] methods, Class<?>[] returned, ClassDesc own, Flavour flavour) {
    this.type = type;
    this.methods = methods;
    this.returned = returned;
    this.own = own;
    this.flavour = flavour;
    hop = Bytecode.desc(asked(flavour));
  }

  /// What the constructor takes.
  static Class<?> asked(Flavour flavour) {
    return flavour == Flavour.ANSWER ? Answering.class : Hop.class;
  }

  byte[] write() {
    return ClassFile.of()
        .build(
            own,
            type -> {
              begin(type);
              for (int number = 0; number < methods.length; number++) {
                write(type, number);
              }
            });
  }

  private void begin(ClassBuilder builder) {
    builder
        .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
        .withInterfaceSymbols(Bytecode.desc(type))
        .withField("hop", hop, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL)
        .withMethodBody(
            INIT_NAME,
            MethodTypeDesc.of(CD_void, hop),
            ClassFile.ACC_PUBLIC,
            code ->
                code.aload(0)
                    .invokespecial(CD_Object, INIT_NAME, MTD_void)
                    .aload(0)
                    .aload(1)
                    .putfield(own, "hop", hop)
                    .return_())
        .withMethodBody(
            "toString",
            MethodTypeDesc.of(CD_String),
            ClassFile.ACC_PUBLIC,
            code ->
                hop(code)
                    .invokevirtual(CD_Object, "toString", MethodTypeDesc.of(CD_String))
                    .areturn());
  }

  private CodeBuilder hop(CodeBuilder code) {
    return code.aload(0).getfield(own, "hop", hop);
  }

  private void write(ClassBuilder builder, int number) {
    Method method = methods[number];
    builder.withMethodBody(
        method.getName(),
        Bytecode.desc(method),
        ClassFile.ACC_PUBLIC,
        code -> {
          switch (flavour) {
            case FIRST -> new Loop(code, number).first();
            case EACH -> {
              if (returned[number] == void.class) {
                new Loop(code, number).each();
              } else {
                answer(code, number);
              }
            }
            case ANSWER -> answer(code, number);
          }
        });
  }

  /// Leaves it to the hop.
  private void answer(CodeBuilder code, int number) {
    Class<?>[] arguments = methods[number].getParameterTypes();
    hop(code).loadConstant(number).loadConstant(arguments.length).anewarray(CD_Object);
    for (int i = 0; i < arguments.length; i++) {
      TypeKind kind = TypeKind.from(arguments[i]);
      code.dup().loadConstant(i).loadLocal(kind, code.parameterSlot(i));
      Bytecode.box(code, arguments[i]);
      code.aastore();
    }
    code.invokeinterface(ANSWERING, "answer", ANSWER);
    Bytecode.unbox(code, methods[number].getReturnType());
    code.return_(TypeKind.from(methods[number].getReturnType()));
  }

  /// The code of one method.
  private final class Loop {
    private final CodeBuilder code;
    private final int number;
    private final int targets;
    private final int index;
    private final int thrown;
    private final Label again;
    private final Label attempt;
    private final Label attempted;
    private final Label declined;
    private final Label next;
    private final Label broken;
    private final Label failed;
    private final Label over;

    private Loop(CodeBuilder code, int number) {
      this.code = code;
      this.number = number;
      targets = code.allocateLocal(TypeKind.REFERENCE);
      index = code.allocateLocal(TypeKind.INT);
      thrown = code.allocateLocal(TypeKind.REFERENCE);
      again = code.newLabel();
      attempt = code.newLabel();
      attempted = code.newLabel();
      declined = code.newLabel();
      next = code.newLabel();
      broken = code.newLabel();
      failed = code.newLabel();
      over = code.newLabel();
    }

    /// The first that does not decline.
    private void first() {
      invokeNext();
      code.return_(TypeKind.from(methods[number].getReturnType()));
      handle();
      hop(code)
          .aload(thrown)
          .loadConstant(number)
          .invokeinterface(HOP, "failed", FAILED)
          .athrow()
          .labelBinding(over);
      hop(code).loadConstant(number).invokeinterface(HOP, "nobody", NOBODY).athrow();
    }

    /// One after the other.
    private void each() {
      int failure = code.allocateLocal(TypeKind.REFERENCE);
      code.aconst_null().astore(failure);
      invokeNext();
      code.goto_(next);
      handle();
      hop(code)
          .aload(failure)
          .aload(thrown)
          .loadConstant(number)
          .invokeinterface(HOP, "told", TOLD)
          .astore(failure)
          .goto_(next)
          .labelBinding(over)
          .aload(failure)
          .ifThen(Opcode.IFNONNULL, then -> then.aload(failure).athrow())
          .return_();
    }

    private void invokeNext() {
      hop(code)
          .invokeinterface(HOP, "targets", TARGETS)
          .astore(targets)
          .iconst_0()
          .istore(index)
          .labelBinding(again)
          .iload(index)
          .aload(targets)
          .arraylength()
          .if_icmpge(over)
          .aload(targets)
          .iload(index)
          .aaload()
          .checkcast(Bytecode.desc(type));
      Class<?>[] arguments = methods[number].getParameterTypes();
      for (int i = 0; i < arguments.length; i++) {
        code.loadLocal(TypeKind.from(arguments[i]), code.parameterSlot(i));
      }
      code.labelBinding(attempt);
      Bytecode.invoke(code, type, methods[number]);
    }

    /// Goes on with the next one after a decline, and has anything else in [#thrown]. An error of
    /// the machine goes on at once: at the end of the stack nothing more can be called.
    private void handle() {
      code.labelBinding(attempted)
          .labelBinding(declined)
          .pop()
          .labelBinding(next)
          .iinc(index, 1)
          .goto_(again)
          .labelBinding(broken)
          .athrow()
          .labelBinding(failed)
          .astore(thrown)
          .exceptionCatch(attempt, attempted, declined, DECLINE)
          .exceptionCatch(attempt, attempted, broken, OF_THE_MACHINE)
          .exceptionCatchAll(attempt, attempted, failed);
    }
  }
}
