import type { Callable, Environment, Frame, Nunjucks } from "./nunjucks-parts.ts";
import { plainWords, TemplateFault } from "./template-fault.ts";
import {
  bounded,
  countParts,
  isIn,
  joined,
  MAX_TEXT,
  ownMember,
  rangeOf,
  sum,
  toIterable,
  toText,
  withoutPrototype,
} from "./template-values.ts";

/** Functions that a template may call: those made here, and its own macros. */
export type KnownFunctions = WeakSet<object>;

/** One rendering: how much was printed, and the first thing that went wrong. */
export interface RenderState {
  printed: number;
  fault: TemplateFault | null;
}

/** Numbers that decide how long a filter's result is. */
const SIZED: ReadonlySet<string> = new Set(["batch", "center", "indent", "slice"]);
const MAX_SIZE = 1_000;
/** Notes must be the same in every run. */
const LEFT_OUT: ReadonlySet<string> = new Set(["random"]);

/** Replaces an environment's globals, filters and tests by bounded ones in objects without prototype. */
export function hardenEnvironment(environment: Environment, known: KnownFunctions): void {
  environment.globals = globals(known);
  const filters = Object.entries(environment.filters).filter(([name]) => !LEFT_OUT.has(name));
  environment.filters = withoutPrototype(Object.fromEntries(filters.map(([name, filter]) => [name, boundedFilter(name, filter)])));
  environment.tests = withoutPrototype(environment.tests);
}

/** What compiled templates call: nunjucks' runtime with every door to JavaScript's own objects closed. */
export function createRuntime(nunjucks: Nunjucks, known: KnownFunctions, environment: Environment, state: RenderState): object {
  const print = (value: unknown): string => {
    const text = toText(value);
    state.printed += text.length;
    if (state.printed > MAX_TEXT) throw new Error(`the template prints more than ${MAX_TEXT} characters`);
    return text;
  };
  return Object.freeze(
    withoutPrototype({
      ...nunjucks.runtime,
      print,
      suppressValue: print,
      concat: joined,
      dict: (fields: object) => countParts(withoutPrototype(fields)),
      list: (parts: readonly unknown[]) => countParts(parts),
      add: sum,
      memberLookup: ownMember,
      inOperator: isIn,
      fromIterator: toIterable,
      makeMacro: (argNames: string[], kwargNames: string[], body: Callable) =>
        register(known, nunjucks.runtime.makeMacro(argNames, kwargNames, body)),
      callWrap: (target: unknown, name: string, context: unknown, args: unknown[]) => {
        if (typeof target !== "function" || !known.has(target)) throw new Error(`\`${name}\` is not a macro or function`);
        const result: unknown = Reflect.apply(target, context, args);
        return bounded(result);
      },
      contextOrFrameLookup: (context: { readonly ctx: object }, frame: Frame, name: string) => {
        const local = frame.lookup(name);
        if (local !== undefined) return local;
        return Object.hasOwn(context.ctx, name) ? ownMember(context.ctx, name) : environment.globals[name];
      },
      handleError: (error: unknown, line: number, template: string) => {
        state.fault ??= error instanceof TemplateFault ? error : new TemplateFault(template, line + 1, plainWords(error));
        return state.fault;
      },
    }),
  );
}

function register<F extends object>(known: KnownFunctions, callable: F): F {
  known.add(callable);
  return callable;
}

function globals(known: KnownFunctions): Readonly<Record<string, unknown>> {
  const joiner = (separator: unknown = ","): Callable => {
    let first = true;
    return register(known, () => {
      const text = first ? "" : toText(separator);
      first = false;
      return text;
    });
  };
  const cycler = (...items: unknown[]): object => {
    let index = -1;
    const state: { current: unknown; next: Callable; reset: Callable } = withoutPrototype({
      current: null,
      next: register(known, () => (state.current = items[(index = (index + 1) % Math.max(1, items.length))])),
      reset: register(known, () => {
        index = -1;
        state.current = null;
      }),
    });
    return state;
  };
  return withoutPrototype({ range: register(known, rangeOf), joiner: register(known, joiner), cycler: register(known, cycler) });
}

/** Filters that read a field of each item by its name, which is theirs to choose: here it is an own field or nothing. */
const BY_FIELD: Readonly<Record<string, (plain: Callable) => Callable>> = {
  join: (plain) => (list, separator, field) => plain(withFields(list, field), separator),
  sum: (plain) => (list, field, start) => plain(withFields(list, field), undefined, start),
  selectattr: () => (list, field) => items(list).filter((item) => Boolean(ownMember(item, field))),
  rejectattr: () => (list, field) => items(list).filter((item) => !ownMember(item, field)),
};

function withFields(list: unknown, field: unknown): readonly unknown[] {
  return field === undefined || field === null ? items(list) : items(list).map((item) => ownMember(item, field));
}

function items(list: unknown): readonly unknown[] {
  if (!Array.isArray(list)) throw new Error("it needs a list");
  return list;
}

function boundedFilter(name: string, plain: Callable): Callable {
  const filter = BY_FIELD[name]?.(plain) ?? plain;
  return function (...args) {
    if (args.some((arg) => typeof arg === "function")) throw new Error(`\`${name}\` cannot work on a function or macro`);
    if (SIZED.has(name) && args.slice(1).some((arg) => typeof arg === "number" && arg > MAX_SIZE)) {
      throw new Error(`\`${name}\` takes sizes up to ${MAX_SIZE}`);
    }
    try {
      return bounded(Reflect.apply(filter, this, args));
    } catch (error) {
      throw new Error(`\`${name}\`: ${plainWords(error)}`, { cause: error });
    }
  };
}
