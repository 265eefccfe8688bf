/*
 * A lint rule: what a role may do is decided in src/contract/permissions.ts alone. A comparison of a role elsewhere
 * would be a second table, which a new role or permission does not reach; `can(user, 'readActivity')` asks the table.
 * Two roles may be compared with each other, to see whether a role changes.
 */

/** Whether an expression is a role: `user.role`, `role`. */
function isRole(node) {
  if (node.type === 'ChainExpression') return isRole(node.expression)
  if (node.type === 'Identifier') return node.name === 'role'
  return node.type === 'MemberExpression' && !node.computed && node.property.name === 'role'
}

const isAbsent = (node) =>
  (node.type === 'Identifier' && node.name === 'undefined') ||
  (node.type === 'Literal' && node.value === null)

const message =
  'Only src/contract/permissions.ts decides by role: add a permission there, and ask `can(user, permission)`.'

const comparison = {
  create(context) {
    return {
      BinaryExpression(node) {
        const { operator, left, right } = node
        if (!/^[!=]==?$/.test(operator)) return
        const [role, other] = isRole(left) ? [left, right] : [right, left]
        if (isRole(role) && !isRole(other) && !isAbsent(other)) context.report({ node, message })
      },
      SwitchStatement(node) {
        if (isRole(node.discriminant)) context.report({ node: node.discriminant, message })
      },
      CallExpression(node) {
        if (node.callee.property?.name === 'includes' && node.arguments.some(isRole))
          context.report({ node, message })
      },
    }
  },
}

export default { meta: { name: 'permissions' }, rules: { 'role-comparison': comparison } }
