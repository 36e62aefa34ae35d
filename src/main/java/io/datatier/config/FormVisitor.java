package io.datatier.config;

/** Does something for each kind of form. */
public interface FormVisitor<T> {

  T value(Form.Value value);

  T list(Form.Listed list);

  T map(Form.Mapped map);

  T either(ValueOrObject either);

  T section(Form.Keyed section);
}
