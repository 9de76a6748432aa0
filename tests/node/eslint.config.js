// The recommended rules and what keeps modules honest; run from the top folder, see package.json.
import js from '@eslint/js'
import globals from 'globals'

export default [
  js.configs.recommended,
  { files: ['canvas/**/assets/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['canvas/web/assets/*.js'], languageOptions: { globals: { PPS_PAGE: 'readonly' } } },
  { files: ['tests/**/*.js'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    rules: {
      'no-unused-vars': ['error', { caughtErrors: 'all', ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'no-shadow': ['error', { builtinGlobals: false }],
      'no-duplicate-imports': 'error',
      'no-use-before-define': ['error', { functions: false, variables: false }],
      'no-implicit-globals': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      // vague names, as tests/test_house.py refuses them in Python; what comes over the wire may be called so
      'id-denylist': ['error', 'found', 'said', 'held', 'asked', 'one', 'many', 'kept', 'told'],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 22],
      'no-eval': 'error',
      'no-implied-eval': 'error',
    },
  },
  { files: ['tests/**/*.js'], rules: { 'id-denylist': 'off' } },
]
