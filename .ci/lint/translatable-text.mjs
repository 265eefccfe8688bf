/*
 * A lint rule for pages that a browser translates. Chrome's translator replaces every text node with
 * `<font><font>…</font></font>`. React keeps a reference to each text node that has siblings: it then throws when it
 * removes that node or inserts something before it, and an update of it is not visible. Text that is the only child of
 * an element is set through the element (`textContent`), which always works. Therefore:
 *
 * - text is the only child of its element;
 * - a fragment and a component, whose children get siblings from elsewhere, return elements and no text.
 *
 * See https://github.com/facebook/react/issues/11538.
 */

/** Whether an expression in braces can only be elements, or nothing; `resolve` returns what a name was declared with. */
function isElements(node, resolve) {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
    case 'JSXEmptyExpression':
      return true
    case 'Literal':
      return node.value === null || typeof node.value === 'boolean'
    case 'LogicalExpression':
      return node.operator === '&&'
        ? isElements(node.right, resolve)
        : isElements(node.left, resolve) && isElements(node.right, resolve)
    case 'ConditionalExpression':
      // typeof children === 'string' ? <span>{children}</span> : children
      return (
        isElements(node.consequent, resolve) &&
        (isTypeofString(node.test, node.alternate) || isElements(node.alternate, resolve))
      )
    case 'ArrayExpression':
      return node.elements.every((element) => isElements(element, resolve))
    case 'Identifier': {
      if (node.name === 'undefined') return true
      const value = resolve(node)
      return value !== undefined && (isElementType(value) || isElements(value, resolve))
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return node.body.type === 'BlockStatement'
        ? returned(node.body).every((value) => isElements(value, resolve))
        : isElements(node.body, resolve)
    case 'CallExpression': {
      // items.map((item) => <li>…</li>), and a local function that returns elements
      const [callback] = node.arguments
      if (node.callee.type === 'Identifier' && node.callee.name === 'createPortal')
        return isElements(callback, resolve)
      if (node.callee.type === 'Identifier') {
        const callee = resolve(node.callee)
        return callee !== undefined && /Function/.test(callee.type) && isElements(callee, resolve)
      }
      return /^(map|flatMap|from)$/.test(node.callee.property?.name ?? '') && callback !== undefined
        ? isElements(node.arguments.at(-1), resolve)
        : false
    }
    default:
      return false
  }
}

/** The types of properties that contain no text; `Elements` is in `src/app/shared/ui/elements.ts`. */
const isElementType = (type) =>
  type?.type === 'TSTypeReference' && /^(ReactElement|Elements)$/.test(type.typeName.name)

/** The declared type of a property that a function destructures from its only parameter. */
function propertyType(name, func, program) {
  const declared = func.params[0]?.typeAnnotation?.typeAnnotation
  const statements = program.body.map((statement) => statement.declaration ?? statement)
  const members =
    declared?.members ??
    statements.find(
      ({ type, id }) => type === 'TSInterfaceDeclaration' && id.name === declared?.typeName?.name,
    )?.body.body
  return members?.find(({ key }) => key?.name === name)?.typeAnnotation?.typeAnnotation
}

/** Whether a test is `typeof name === 'string'`, for the name in the other branch. */
const isTypeofString = (test, name) =>
  name.type === 'Identifier' && test.left?.operator === 'typeof' && test.left.argument.name === name.name

/** What the `return` statements of a function's body return, without those of functions in it. */
function returned(node) {
  if (node === null || typeof node !== 'object' || /Function/.test(node.type ?? '')) return []
  if (node.type === 'ReturnStatement') return node.argument === null ? [] : [node.argument]
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'parent' ? [] : [value].flat().flatMap(returned),
  )
}

/** Line breaks and indentation between elements, which JSX leaves out. */
const isLayout = (child) =>
  child.type === 'JSXText' && /^\s*$/.test(child.value) && child.value.includes('\n')

const isComponentName = (name) => name !== undefined && /^[A-Z]/.test(name)

const textAlone = {
  create(context) {
    const definitionOf = (identifier) => {
      for (let scope = context.sourceCode.getScope(identifier); scope !== null; scope = scope.upper) {
        const definition = scope.set.get(identifier.name)?.defs[0]
        if (definition !== undefined) return definition
      }
      return undefined
    }
    const resolve = (identifier) => {
      const { type, node } = definitionOf(identifier) ?? {}
      if (type === 'FunctionName') return node
      if (type === 'Parameter') return propertyType(identifier.name, node, context.sourceCode.ast)
      if (type !== 'Variable' || node.init === null) return undefined
      if (node.id.type === 'Identifier') return node.init
      // const { children } = props
      const props = node.init.type === 'Identifier' ? definitionOf(node.init) : undefined
      return props?.type === 'Parameter'
        ? propertyType(identifier.name, props.node, context.sourceCode.ast)
        : undefined
    }
    const checkChildren = (element, isTransparent) => {
      const children = element.children.filter(
        (child) => !isLayout(child) && child.expression?.type !== 'JSXEmptyExpression',
      )
      if (children.length < 2 && !isTransparent) return
      for (const child of children) {
        const value = child.type === 'JSXExpressionContainer' ? child.expression : child
        if (!isElements(value, resolve))
          context.report({
            node: child,
            message: `Text is the only child of its element, because a translator replaces it: put it in a <span>.`,
          })
      }
    }
    const checkComponent = (node, name) => {
      if (isComponentName(name) && !isElements(node, resolve))
        context.report({
          node: node.body,
          message: 'A component returns elements, because a translator replaces text: put it in a <span>.',
        })
    }
    return {
      JSXElement: (node) => checkChildren(node, false),
      JSXFragment: (node) => checkChildren(node, true),
      FunctionDeclaration: (node) => checkComponent(node, node.id?.name),
      VariableDeclarator(node) {
        if (node.init?.type === 'ArrowFunctionExpression') checkComponent(node.init, node.id.name)
      },
    }
  },
}

export default { meta: { name: 'translatable-text' }, rules: { 'text-alone': textAlone } }
